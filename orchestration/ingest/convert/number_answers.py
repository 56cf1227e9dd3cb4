"""The number in one cell of a number question, or a kind of missing.

Belongs here: reading one distinct text by the question's range, and by what a dot, a comma or nines
mean in its column. Pure. Does not belong here: the forms of a number (readers/cell_values).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from orchestration.core.text import BLANKS, normalise, whole_number
from orchestration.core.words import Words
from orchestration.ingest.convert import dots
from orchestration.ingest.convert.answer import NO_ANSWER, Answer, CellAnswers, ReadAnswer
from orchestration.ingest.readers.cell_values import (
    MISSING_NUMBER,
    THOUSANDS_DOT,
    read_number,
    share_of,
)
from orchestration.questionnaire.model.questionnaire import Question

# What many surveys write for a missing answer: `-9`, `-99`, `-999`; `999` among small numbers.
_BELOW_ZERO = re.compile(r"^-9{1,4}(?:\.0+)?$")
_NINES = re.compile(r"^9{3,}$")
AMBIGUOUS_DOT = "ambiguous_dot"
# Rules that are findings, not repairs: the answer became a typed missing.
NOT_A_NUMBER, IMPLAUSIBLE, LOOKS_MISSING = "not_a_number", "implausible", "looks_missing"
READ_AS_MISSING = (NOT_A_NUMBER, IMPLAUSIBLE, LOOKS_MISSING)
# In a log of work: the answer stays as it is, but no total can hold it.
NOT_ONE_COUNT = "not_one_count"
NUMBER_FINDINGS = (*READ_AS_MISSING, NOT_ONE_COUNT)
MISSING_CODE = "missing_code"


def number_reader(
    missing: Words, question: Question, texts: Iterable[str], *, counts: bool
) -> ReadAnswer:
    """Reads a number; `counts` if it counts something in a log of work."""
    plain = [_unbracketed(text) if counts else text for text in texts]
    undeclared = [text for text in plain if text not in missing]
    # Dot or comma -> the cells in which it may part thousands, and whether it does.
    cells_with = {sign: set(dots.grouped(undeclared, sign)) for sign in dots.SIGNS}
    thousands = {
        sign: dots.are_thousands(cells, sign, question.range, is_count=counts)
        for sign, cells in cells_with.items()
        if cells
    }

    def without_thousands(inside: str) -> str | None:
        here = [sign for sign in thousands if inside in cells_with[sign]]
        if any(thousands[sign] is None for sign in here):
            return None
        for sign in here:
            inside = dots.without(inside, sign) if thousands[sign] else inside
        return inside

    numbers = [number for text in undeclared if (number := without_thousands(text))]
    codes = set() if question.range else codes_for_missing(numbers)

    def read(text: str) -> CellAnswers | str:
        inside = _unbracketed(text) if counts else text
        if (number := without_thousands(inside)) is None:
            return AMBIGUOUS_DOT
        if number in codes and inside not in missing:
            return CellAnswers([NO_ANSWER], (LOOKS_MISSING,))
        found = _number(number, missing, question)
        rules = found.rules if number == inside else (*found.rules, THOUSANDS_DOT)
        if counts and not all(map(_is_one_count, found.answers)):
            rules = (*rules, NOT_ONE_COUNT)
        return CellAnswers(found.answers, rules)

    return read


def codes_for_missing(texts: Iterable[str]) -> set[str]:
    """The texts that are nines alone and longer than any other number of the column.

    Such a code is chosen so that no answer can be it. Beside 1200 or 250, 999 is a number.
    """
    distinct = list(texts)
    key_of = {text: whole_number(normalise(text)) for text in distinct}
    nines = {text for text in distinct if _NINES.match(key_of[text])}
    others = (read_number(text) for text in distinct if text not in nines) if nines else ()
    longest = max((len(str(abs(int(n.high or n.low)))) for n in others if n), default=0)
    return {text for text in nines if len(key_of[text]) > longest}


def _number(text: str, missing: Words, question: Question) -> CellAnswers:
    """A number question's cell; 99 is a number only where the declared range holds it."""
    key = whole_number(normalise(text))
    if kind := missing.get(text):
        return CellAnswers([Answer(missing_kind=kind)])
    if key in BLANKS:
        return CellAnswers([NO_ANSWER])
    low, high = question.range or (None, None)
    if key == MISSING_NUMBER and (high is None or high < int(MISSING_NUMBER)):
        return CellAnswers([NO_ANSWER], (MISSING_CODE,))
    if question.range is None and _BELOW_ZERO.match(key):
        return CellAnswers([NO_ANSWER], (LOOKS_MISSING,))
    found = read_number(text)
    if found is None:
        return CellAnswers([NO_ANSWER], (NOT_A_NUMBER,))
    if high is not None and high <= 1 and text.rstrip().endswith("%"):
        found = share_of(found)
    if low is not None and high is not None:
        top = found.low if found.high is None else found.high
        if found.low < Decimal(str(low)) or top > Decimal(str(high)):
            return CellAnswers([NO_ANSWER], (IMPLAUSIBLE,))
    return CellAnswers([Answer(None, found.low, found.high)], found.rules)


def _is_one_count(answer: Answer) -> bool:
    low, high = answer.number_low, answer.number_high
    return low is None or (low == high and low >= 0 and low == low.to_integral_value())


def _unbracketed(text: str) -> str:
    """A count in a log may be in brackets; elsewhere brackets may mean a minus."""
    inside = text.strip()
    return inside[1:-1] if inside.startswith("(") and inside.endswith(")") else text
