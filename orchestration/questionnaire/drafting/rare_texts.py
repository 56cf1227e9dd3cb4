"""Texts beside the options of a question that few rows have: nobody's words are copied from them.

Belongs here: the option that takes them, and where in the file they are. Does not belong here: which
texts are labels (choice_labels).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from orchestration.core.text import normalise
from orchestration.ingest.convert.other_option import looks_like_code
from orchestration.ingest.messages.refusal import cell_name
from orchestration.questionnaire.drafting import sentences
from orchestration.questionnaire.drafting.choice_labels import ENOUGH_ROWS, split
from orchestration.questionnaire.drafting.file_table import FileColumn, lines_of
from orchestration.questionnaire.drafting.sentences import Sentence
from orchestration.questionnaire.matching.header_texts import TOOLS_OTHER
from orchestration.questionnaire.model.captions import wordings
from orchestration.questionnaire.model.questionnaire import Texts

_MOST_CELLS = 3
_OTHER: Texts = {"fi": "Muu", "sv": "Annat", "en": "Other"}


def keep_others(
    content: dict[str, Any],
    column: FileColumn,
    texts: Collection[str],
    rows: Sequence[int],
    language: str,
    separator: str = "",
) -> list[Sentence]:
    """Give a question with own `options` what these texts need to be read, and say what to decide.

    A number that codes something, and would refuse the file, is nobody's words: it becomes an option
    of its own.
    `rows` are the numbers of the table's rows in the file.
    """
    notes, options = [], content["options"]
    numbers = sorted(text for text in texts if text.isdecimal() and looks_like_code(text))
    for text in numbers:
        options.setdefault(f"number_{text}", {language: text})
        notes.append(sentences.NUMBERED_OPTION.filled(text=text))
    words = {*texts} - {*numbers}
    if words:
        named = (code for code, wording in options.items() if _is_other(wording))
        content["other"] = content.get("other") or next(named, "other")
        options.setdefault(content["other"], dict(_OTHER))
        cells = ", ".join(_cells(column, words, rows, separator))
        about = {"enough": ENOUGH_ROWS, "count": len(words), "other": content["other"]}
        notes.append(sentences.RARE_LABELS.filled(cells=cells, **about))
    return notes


def _cells(
    column: FileColumn, texts: Collection[str], rows: Sequence[int], separator: str
) -> list[str]:
    """Addresses of the first cells with one of the texts."""
    found: list[str] = []
    for row, cell in zip(rows, column.cells.to_pylist(), strict=False):
        parts = split(lines_of(cell), separator) if separator else [lines_of(cell)]
        if {*texts} & {*parts}:
            found.append(cell_name(row, column.index))
        if len(found) == _MOST_CELLS:
            return [*found, "…"]
    return found


def _is_other(texts: Texts) -> bool:
    return any(normalise(text) in TOOLS_OTHER for text in wordings(texts))
