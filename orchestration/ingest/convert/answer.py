"""What is read from one cell: its answers, or the code of the reason why there are none.

Belongs here: these shapes. Does not belong here: reading (cell_answers).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Answer:
    """One answer; exactly one of option, number and missing is set (a scale has option and number)."""

    option_code: str | None = None
    number_low: Decimal | None = None
    number_high: Decimal | None = None
    missing_kind: str | None = None


@dataclass(frozen=True)
class CellAnswers:
    """The answers of a cell and the rules by which it was repaired."""

    answers: list[Answer]
    rules: tuple[str, ...] = ()


NO_ANSWER = Answer(missing_kind="no_answer")
ReadAnswer = Callable[[str], CellAnswers | str]
UNKNOWN = "unknown_label"
