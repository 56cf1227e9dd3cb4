"""What a number format makes a person see: `45 %` of 0.45, `0003` of 3.

Belongs here: the meaning of a format, for every format of file that has number formats. A format
that only changes how many digits are shown says nothing that the number does not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal, InvalidOperation
from functools import partial

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

# Rules of the trace: the shown text is used, or it is not known what was typed.
PERCENT, LEADING_ZEROS, POWER_OF_TEN = "percent_format", "leading_zeros", "power_of_ten"
_BUILT_IN = {9: "0%", 10: "0.00%", 11: "0.00E+00", 48: "##0.0E+0"}
# Colours, conditions and locales; a blank as wide as a letter; a letter that fills the cell.
_UNSEEN = re.compile(r"\[[^\]]*\]|_.|\*.")
_LITERAL = re.compile(r'"[^"]*"|\\.')
# A code: a fixed number of digits, with letters, blanks or lines before and between.
_DIGITS = re.compile(r'^(?:"[^"]*"|\\.|[- ])*0(?:"[^"]*"|\\.|[- 0])*0$')
_PIECES = re.compile(r'"([^"]*)"|\\(.)|([- ])|(0)')

Shown = Callable[[str], str | None]
# (format, column from 0 -> rows from 1).
Formatted = Iterable[tuple[str, Mapping[int, list[int]]]]


def rule_of(code: str) -> str | None:
    """The rule that a format needs; None for one that only changes how a number is shown."""
    first = _UNSEEN.sub("", code).split(";")[0]
    plain = _LITERAL.sub("", first)
    if "%" in plain:
        return PERCENT
    if re.search(r"[0#]E[+-]", plain, re.IGNORECASE):
        return POWER_OF_TEN
    return LEADING_ZEROS if _DIGITS.match(first) else None


def code_of(number: int, declared: dict[int, str]) -> str:
    """The format of this number: one that the file declares, or a built-in one."""
    return declared.get(number) or _BUILT_IN.get(number, "")


def shown(code: str) -> Shown:
    """The function from a number's text to what the format shows; None where nothing differs."""
    rule = rule_of(code)
    if rule == PERCENT:
        return _percent
    if rule == LEADING_ZEROS:
        return partial(_digits, _UNSEEN.sub("", code).split(";")[0])
    return lambda _: None


def _percent(text: str) -> str | None:
    """All digits of the number, however many the format shows."""
    try:
        value = Decimal(text) * 100
    except InvalidOperation:
        return None
    return f"{value.normalize():f} %"


def _digits(code: str, text: str) -> str | None:
    if not text.isdecimal():
        return None
    pieces = _PIECES.findall(code)
    places = sum(bool(zero) for *_, zero in pieces)
    digits = iter(text.zfill(places))
    # More digits than places: the surplus stands at the first place.
    first = "".join(next(digits) for _ in range(max(len(text) - places, 0)))
    made = ""
    for *literal, zero in pieces:
        made += (first + next(digits)) if zero else "".join(literal)
        first = "" if zero else first
    return None if made == text else made


def show(column: pa.Array, rows: list[int], how: Shown) -> tuple[pa.Array, list[int]]:
    """The column with the shown text in these rows (from 1), and the rows where it differs."""
    places = pa.array([row - 1 for row in rows if row <= len(column)], pa.int64())
    encoded = column.take(places).dictionary_encode()
    texts = pa.array([how(text) for text in encoded.dictionary.to_pylist()], pa.string())
    changed = texts.take(encoded.indices)
    differs = pc.is_valid(changed)
    column = put(column, places.filter(differs), changed.filter(differs))
    return column, [row + 1 for row in places.filter(differs).to_pylist()]


def put(column: pa.Array, places: pa.Array, texts: pa.Array) -> pa.Array:
    """The column with these texts at these places (from 0, ascending)."""
    if not len(places):
        return column
    mask = np.zeros(len(column), bool)
    mask[places] = True
    return pc.replace_with_mask(column, pa.array(mask), texts)


def as_seen(
    columns: list[pa.Array], formatted: Formatted, texts: Mapping[int, Mapping[int, str]]
) -> dict[str, dict[int, list[int]]]:
    """Put into the columns what the formats show, and texts by row; the cells changed, by rule."""
    traces: dict[str, dict[int, list[int]]] = {}
    for code, by_column in formatted:
        rule = rule_of(code) or ""
        for index, rows in by_column.items():
            changed = rows
            if index < len(columns) and rule != POWER_OF_TEN:
                columns[index], changed = show(columns[index], rows, shown(code))
            traces.setdefault(rule, {}).setdefault(index, []).extend(changed)
    for index, by_row in texts.items():
        if index < len(columns):
            rows = sorted(row for row in by_row if row <= len(columns[index]))
            places = pa.array([row - 1 for row in rows], pa.int64())
            new = pa.array([by_row[row] for row in rows], pa.string())
            columns[index] = put(columns[index], places, new)
    return traces
