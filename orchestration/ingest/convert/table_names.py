"""The names of the tables that every delivery becomes; their shapes are in `shapes`."""

TABLES = ("submissions", "answers", "open_answers")
