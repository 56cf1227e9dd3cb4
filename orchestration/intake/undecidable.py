"""Why a person cannot decide something, about a delivery or about a release, in three languages.

Belongs here: the error and where its sentences lie. Does not belong here: what may be decided (decisions,
and release/deciding).
"""

from __future__ import annotations

from pathlib import Path

from orchestration.core.errors import UserError
from orchestration.html import texts

_TEXTS = Path(__file__).with_name("undecidable_texts.yml")


class UndecidableError(UserError):
    """There is nothing to decide here, or not by this person, or not in this way. Shown in English.

    `code`: why, a key of undecidable_texts.yml; `values` fill the places of its sentence.
    """

    def __init__(self, code: str, **values: str) -> None:
        self.code, self.values = code, values
        super().__init__(self.said("en"))

    def said(self, language: str) -> str:
        """Why, as a sentence in fi, sv or en."""
        return texts.speaker(language, texts.load(_TEXTS))(self.code, **self.values)
