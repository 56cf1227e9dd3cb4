"""Expectations that are asked together: Great Expectations takes 2 to 4 ms for each, whatever it asks.

Belongs here: which rows break an expectation about every value of one column, as one condition of pandas.
Does not belong here: asking, and what becomes of the answer (gx).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

# Expectation class of Great Expectations, and its arguments.
Asked = tuple[str, Mapping[str, Any]]


def where_broken(asked: Asked) -> str | None:
    """The rows that break an expectation, as `pandas.DataFrame.query` reads it; None for one that is asked
    by itself: it is about more than the values of a column, or has arguments that are not known here.

    A row without a value breaks nothing but the expectation that there is one.
    """
    match asked:
        case "ExpectColumnValuesToNotBeNull", {"column": str(column), **others} if not others:
            return f"`{column}`.isnull()"
        case "ExpectColumnValuesToBeBetween", {
            "column": str(column),
            "min_value": int() | float() | None as low,
            "max_value": int() | float() | None as high,
            **others,
        } if not others:
            sides = {"<": low, ">": high}
            texts = [
                f"`{column}` {sign} {side!r}" for sign, side in sides.items() if side is not None
            ]
            return " or ".join(texts) or None
        case "ExpectColumnValuesToBeInSet", {
            "column": str(column),
            "value_set": [*codes],
            **others,
        } if not others and all(_is_plain(code) for code in codes):
            return f"`{column}`.notnull() and `{column}` not in {codes!r}"
    return None


def _is_plain(code: object) -> bool:
    """True for a text without a mark that means something in a condition."""
    return isinstance(code, str) and code.isprintable() and not set(code) & set("`'\"\\")
