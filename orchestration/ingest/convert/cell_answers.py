"""The answers in one cell: options, a number, or a kind of missing.

Belongs here: reading one distinct text by the declaration of its question. Pure. Does not belong
here: whole columns (column_values).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

import pyarrow as pa

from orchestration.core.kept import kept
from orchestration.core.text import BLANKS, normalise, whole_number
from orchestration.core.words import Words
from orchestration.ingest.convert.answer import (
    NO_ANSWER,
    UNKNOWN,
    Answer,
    CellAnswers,
    ReadAnswer,
)
from orchestration.ingest.convert.number_answers import MISSING_CODE, number_reader
from orchestration.ingest.convert.other_option import counted_as_other
from orchestration.ingest.convert.several_options import several
from orchestration.ingest.readers.cell_dates import Clock, read_dates
from orchestration.ingest.readers.cell_values import DIGITS, MISSING_NUMBER
from orchestration.ingest.registers.directions import (
    Direction,
    declared_direction,
    labelled_direction,
)
from orchestration.questionnaire.matching.labels import labels
from orchestration.questionnaire.model.questionnaire import Form, Question, Questionnaire, Texts

# A cell of 0.8 under a percent format, where an option is declared as `0.8`; a whole share is never meant.
_PERCENT = re.compile(r"([1-9]\d?) ?%")
_DECIMAL = re.compile(r"^\d+[.,]\d+$")
BAD_DATE = "bad_date"
# Bare numbers that cannot be read: no direction is declared, or they go beyond the scale.
BARE_NUMBER, OFF_SCALE = "undeclared_direction", "off_scale"
LABEL_WON = "label_over_number"
# Distinct texts of a question of which is kept what they mean.
_KEPT_TEXTS = 500


def answer_reader(
    questionnaire: Questionnaire,
    form: Form,
    code: str,
    direction: Direction | None = None,
    texts: Iterable[str] = (),
    not_written: Collection[str] = (),
) -> ReadAnswer:
    """Return the function from a cell of this question to its answers, or to the code of a reason.

    `direction` is a person's choice for bare numbers; it overrides the form's own. `texts` are the
    distinct cells of the column: what a dot in a number means is decided for all of them at once.
    `not_written` are texts that no respondent wrote. A multi-select cell gives several answers; every
    other cell one.
    """
    question = questionnaire.questions[code]
    if question.kind not in ("date", "number"):
        stated = direction or _stated(form, question, questionnaire.choices(code).options)
        return _kept_reader(questionnaire, code, stated, frozenset(not_written))
    missing = labels(questionnaire.choices(code).missing)
    if question.kind == "date":
        clock = Clock.of(questionnaire.timezone)
        return lambda text: _date(text, missing, clock)
    counts = questionnaire.activity is not None and code in questionnaire.activity.counts
    return number_reader(missing, question, texts, counts=counts)


@kept(2_000)
def _kept_reader(
    questionnaire: Questionnaire,
    code: str,
    direction: Direction | None,
    not_written: frozenset[str],
) -> ReadAnswer:
    """The reader of a closed question, the same for every file; few texts are answers, over and over."""
    question, choices = questionnaire.questions[code], questionnaire.choices(code)
    scale = question.kind == "scale"
    known = _Labels(
        labels(choices.missing),
        labels(choices.options),
        {option: _option(option, scale=scale) for option in choices.options},
        _bare(choices.options, direction) if scale else {},
        scale,
    )
    return lru_cache(_KEPT_TEXTS)(_closed_reader(known, question, not_written))


def _closed_reader(known: _Labels, question: Question, not_written: Collection[str]) -> ReadAnswer:
    """Reads options; an unknown text is the option `other` only if it is somebody's own words."""
    is_several = question.kind == "multi"
    other = CellAnswers([known.answers[question.other]]) if question.other else None
    read_one = known.read if is_several else None

    def read(text: str) -> CellAnswers | str:
        found = (
            several(text, known.read, question.other) if is_several else {text: known.read(text)}
        )
        return _chosen(
            [
                counted_as_other(part, other, not_written, read_one) if one == UNKNOWN else one
                for part, one in found.items()
            ]
        )

    return read


@dataclass(frozen=True)
class _Labels:
    """What the texts of a closed question mean: normal form of a text -> code."""

    missing: Words
    options: Words
    answers: dict[str, Answer]
    bare: dict[str, str]
    scale: bool

    def read(self, text: str) -> CellAnswers | str:
        """The one answer a text is, or why it is none."""
        key = normalise(text)
        if key not in self.bare:
            key = whole_number(key)
        if (kind := self.missing.get(text)) is not None:
            return CellAnswers([Answer(missing_kind=kind)])
        if key in self.bare:
            meant = self.bare[key]
            rules = () if text.isascii() else (DIGITS,)
            return CellAnswers([self.answers[meant]], rules) if meant in self.answers else meant
        if (option := self.options.get(text)) is not None:
            return CellAnswers([self.answers[option]])
        if key in BLANKS:
            return CellAnswers([NO_ANSWER])
        if key == MISSING_NUMBER:
            return CellAnswers([NO_ANSWER], (MISSING_CODE,))
        if (share := _PERCENT.fullmatch(key)) and (
            option := self.options.get(f"{int(share[1]) / 100:g}")
        ):
            return CellAnswers([self.answers[option]])
        return self._numbered(key)

    def _numbered(self, key: str) -> CellAnswers | str:
        """`5 Täysin samaa mieltä`: on a scale the label decides, whatever order the form lists."""
        if _DECIMAL.match(key):
            return UNKNOWN  # 2.5 is no 5 with a number before it
        stripped = normalise(key.lstrip("0123456789").lstrip(" -–.)=:"))
        code = self.options.get(stripped)
        if code is None or stripped == key:
            return UNKNOWN
        if key.startswith(code):
            return CellAnswers([self.answers[code]])
        return CellAnswers([self.answers[code]], (LABEL_WON,)) if self.scale else UNKNOWN


def _chosen(parts: list[CellAnswers | str]) -> CellAnswers | str:
    """The distinct options of a cell; its kind of missing only where no option is chosen."""
    unclear = next((part for part in parts if isinstance(part, str)), None)
    if unclear:
        return unclear
    cells = [part for part in parts if isinstance(part, CellAnswers)]
    answers = list(dict.fromkeys(answer for cell in cells for answer in cell.answers))
    rules = tuple(dict.fromkeys(rule for cell in cells for rule in cell.rules))
    return CellAnswers([a for a in answers if a.missing_kind is None] or answers, rules)


def _date(text: str, missing: Words, clock: Clock) -> CellAnswers | str:
    """A day as the number yyyymmdd; a day that is not certain is reported, never guessed."""
    kind = missing.get(text)
    if kind or normalise(text) in BLANKS:
        return CellAnswers([Answer(missing_kind=kind or "no_answer")])
    dates, repaired = read_dates(pa.array([text]), clock)
    day = dates[0].as_py()
    if day is None:
        return BAD_DATE
    number = Decimal(day.strftime("%Y%m%d")).quantize(Decimal("0.0001"))
    return CellAnswers([Answer(None, number, number)], tuple(repaired))


def _option(code: str, *, scale: bool) -> Answer:
    number = Decimal(code).quantize(Decimal("0.0001")) if scale and code.isdecimal() else None
    return Answer(code, number, number)


def _stated(form: Form, question: Question, options: dict[str, Texts]) -> Direction | None:
    """The direction of bare numbers that the form states."""
    is_scale = question.kind == "scale" and all(code.isdecimal() for code in options)
    return declared_direction(form, question, min(map(int, options))) if is_scale else None


def _bare(options: dict[str, Texts], stated: Direction | None) -> dict[str, str]:
    """What a bare number means: number -> option code, or -> why it cannot be read."""
    if not all(code.isdecimal() for code in options):
        return {}
    # A scale may be declared from its top; its numbers run the way its codes do.
    ordered = sorted(options, key=int)
    lowest = int(ordered[0])
    # 0 too: many tools count options from zero, whatever the questionnaire's codes are.
    numbers = [str(number) for number in range(min(lowest, 0), int(ordered[-1]) + 1)]
    direction = stated or labelled_direction(options, lowest)
    if direction is None:
        return dict.fromkeys(numbers, BARE_NUMBER)
    meant = [str(int(code) + direction.lowest - lowest) for code in ordered]
    codes = reversed(ordered) if direction.is_reversed else ordered
    return dict.fromkeys(numbers, OFF_SCALE) | dict(zip(meant, codes, strict=True))
