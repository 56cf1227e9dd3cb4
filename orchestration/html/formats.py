"""Numbers and days as Finnish, Swedish and English write them.

Belongs here: how a value is written. Does not belong here: which values are shown.
"""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

# Language -> thousands separator, decimal mark. A no-break space keeps a number on one line.
_MARKS = {"fi": ("\u00a0", ","), "sv": ("\u00a0", ","), "en": (",", ".")}
_MINUS = "\u2212"
_NOTHING = "–"
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def number(
    value: float | Decimal | None, language: str, decimals: int = 0, *, is_signed: bool = False
) -> str:
    """A number with its thousands separated and a real minus sign; None is a dash.

    Halves round up, as in the sentences of the tables. `is_signed` writes a plus before what is above zero.
    """
    if value is None:
        return _NOTHING
    thousands, mark = _MARKS[language]
    rounded = _exactly(value).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    shown = f"{rounded:+,}" if is_signed and rounded else f"{rounded:,}"
    swapped = shown.translate(str.maketrans({",": thousands, ".": mark, "-": _MINUS}))
    return swapped.removeprefix(_MINUS) if not swapped.strip(f"{_MINUS}0{mark}") else swapped


def percent(share: float | Decimal | None, language: str, decimals: int = 0) -> str:
    """A share between 0 and 1 in per cent, with the space that Finnish and Swedish write."""
    if share is None:
        return _NOTHING
    sign = "%" if language == "en" else "\u00a0%"
    return number(100 * _exactly(share), language, decimals) + sign


def day(value: date | None, language: str) -> str:
    """A day without its time; None is a dash."""
    if value is None:
        return _NOTHING
    if language == "en":
        return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"
    return f"{value.day}.{value.month}.{value.year}"


def _exactly(value: float | Decimal) -> Decimal:
    """The number that a double stands for: of 8.45, a little more than what it holds."""
    return Decimal(str(value))
