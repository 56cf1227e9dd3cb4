"""The words of the validation report, in three languages.

Belongs here: which files they are in: `texts.yml` what is decided and what changed, `list_texts.yml`
rules, deliveries, history. Does not belong here: what a rule itself says (suites).
"""

from __future__ import annotations

from pathlib import Path

from orchestration.html import texts
from orchestration.html.texts import Texts

_FOLDER = Path(__file__).parent


def catalogue() -> Texts:
    """Key -> text of every word of the report. Raises TextsError, OSError."""
    return {**texts.load(_FOLDER / "texts.yml"), **texts.load(_FOLDER / "list_texts.yml")}
