"""The value of one cell's text: a number or range, or nothing.

Belongs here: conversions that hold for every survey. Pure; whatever cannot be read with
certainty is None, never a guess.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

import pyarrow as pa
import pyarrow.compute as pc

from orchestration.core.text import MAY_BE_BLANK, ascii_digits, is_blank
from orchestration.ingest.readers.text_columns import likely_true

# The code that surveys commonly print for a missing answer.
MISSING_NUMBER = "99"
TOTALS = frozenset({"yhteensä", "total", "summa", "totalt", "sammanlagt"})

_NUMBER = r"\d{1,3}(?: \d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?"
_RANGE = re.compile(rf"^({_NUMBER}) ?(?:-|–|—|\.\.\.?|…) ?({_NUMBER})$")
_EXACT = re.compile(rf"^([+-]?)({_NUMBER})$")
# `7500+`, and the words of a label at the end of a scale: `98 tai enemmän`.
_AND_MORE = r"(?:tai|ja) (?:enemmän|useampi|useampia|yli)|or more|and (?:more|over)|eller (?:fler|flera|mera?)"
_OPEN = re.compile(rf"^({_NUMBER}) ?(?:\+|(?:{_AND_MORE}))$", re.IGNORECASE)
_ABOUT = re.compile(r"^(?:~|≈|noin |n\. |ca\.? ?)")
_THOUSANDS = re.compile(rf"^([+-]?(?:{_NUMBER})) ?k$", re.IGNORECASE)
# The sign of a footnote beside a number, which is no digit of it.
_FOOTNOTE = re.compile(r"(?<=\d)[⁰¹²³⁴⁵⁶⁷⁸⁹]+$")
_UNIT = re.compile(r"(?<![a-zäö]) ?(?:htv|hlö|kpl|€|e|eur|v|vuotta|%)\.?$", re.IGNORECASE)
# What a DECIMAL(18,4) can hold; a longer row of digits is not a number.
_BIGGEST = Decimal(10) ** 14

# Rules by which a cell was repaired; blanks around a text and its case are not repairs.
DECIMAL_COMMA, THOUSANDS_BLANK, DIGITS = "decimal_comma", "blank_in_thousands", "other_digits"
PLUS, OPEN_RANGE, ABOUT, KILO, UNIT = "plus_sign", "open_range", "about", "thousands_k", "unit"
SHARE = "share_of_percent"
FOOTNOTE, THOUSANDS_DOT = "footnote_mark", "dot_in_thousands"


@dataclass(frozen=True)
class Number:
    """A number or range as a cell gives it: `high` is None above an open end such as `7500+`."""

    low: Decimal
    high: Decimal | None
    rules: tuple[str, ...] = ()


def read_number(text: str) -> Number | None:
    """The number that a text holds, and by which repairs; None if it is not certain.

    `2000-3400` stays a range and `7500+` or `7500 or more` one whose upper end is not known; `+20` is 20 and
    `~62k` is 62 000, both with a trace.
    """
    cleaned, rules = _plain(text)
    if found := _OPEN.match(cleaned):
        low = _decimal(found[1])
        return None if low is None else Number(low, None, (*rules, OPEN_RANGE))
    if found := _EXACT.match(cleaned):
        value = _decimal(found[2])
        if value is None:
            return None
        sign = -1 if found[1] == "-" else 1
        scale = 1000 if KILO in rules else 1
        rules = (*rules, PLUS) if found[1] == "+" else rules
        return Number(value * sign * scale, value * sign * scale, rules)
    if found := _RANGE.match(cleaned):
        low, high = _decimal(found[1]), _decimal(found[2])
        if low is not None and high is not None and low <= high:
            return Number(low, high, rules)
    return None


def share_of(percent: Number) -> Number:
    """A percent as the share it is, for a question whose numbers are shares: 45 % is 0.45."""
    low, high = (None if n is None else _exact(n / 100) for n in (percent.low, percent.high))
    return Number(low or Decimal(0), high, (*percent.rules, SHARE))


def number_range(text: str) -> tuple[Decimal, Decimal | None] | None:
    """(low, high) of `read_number`, without the trace."""
    found = read_number(text)
    return found and (found.low, found.high)


def _plain(text: str) -> tuple[str, tuple[str, ...]]:
    """The text without what people write around a number, and the rules that removed it."""
    cleaned = re.sub(r"\s+", " ", ascii_digits(text)).strip()
    rules = [DIGITS] if any(c.isdecimal() and not c.isascii() for c in text) else []
    for rule, pattern in ((ABOUT, _ABOUT), (FOOTNOTE, _FOOTNOTE), (UNIT, _UNIT)):
        shorter = pattern.sub("", cleaned)
        rules += [rule] if shorter != cleaned else []
        cleaned = shorter
    if found := _THOUSANDS.match(cleaned):
        rules, cleaned = [*rules, KILO], found[1]
    rules += [DECIMAL_COMMA] if re.search(r"\d,\d", cleaned) else []
    rules += [THOUSANDS_BLANK] if re.search(r"\d \d{3}", cleaned) else []
    return cleaned, tuple(rules)


def _decimal(text: str) -> Decimal | None:
    value = Decimal(text.replace(" ", "").replace(",", "."))
    return _exact(value) if value * 1000 < _BIGGEST else None


def _exact(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.0001"))


def blank_cells(texts: pa.Array) -> pa.Array:
    """True for each blank cell."""
    return pa.array(likely_true(texts, is_blank, MAY_BE_BLANK))


def positions(indices: pa.Array, rules: list[tuple[str, ...]]) -> dict[str, list[int]]:
    """Where each rule was used: `rules` of the distinct texts, `indices` of the cells."""
    used: dict[str, list[int]] = {}
    for rule in dict.fromkeys(rule for by_text in rules for rule in by_text):
        has = pc.take(pa.array([rule in by_text for by_text in rules]), indices)
        used[rule] = pc.indices_nonzero(has).to_pylist()
    return used
