"""How a column looks in the workbook, by its name.

Belongs here: number formats. Does not belong here: values.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import xlsxwriter.format

Format = xlsxwriter.format.Format
FORMATS: dict[str, dict[str, Any]] = {
    "text": {"valign": "top"},
    "long": {"valign": "top", "text_wrap": True},
    "count": {"valign": "top", "num_format": "#,##0"},
    "points": {"valign": "top", "num_format": "0.0"},
    "number": {"valign": "top", "num_format": "0.###"},
    "share": {"valign": "top", "num_format": "0 %"},
    "day": {"valign": "top", "num_format": "d.m.yyyy"},
    "heading": {"bold": True, "text_wrap": True, "valign": "bottom"},
    "title": {"bold": True, "font_size": 12},
}
# Endings of names -> format; the first that fits.
_ENDINGS = {
    "summary_text": "long",
    "_share": "share",
    "_date": "day",
    "_count": "count",
    "_number": "count",
    "_order": "count",
    "_mean": "points",
    "_change": "points",
    "_difference": "points",
    "_ci_low": "points",
    "_ci_high": "points",
    "_sum": "points",
    "numerator": "number",
    "denominator": "count",
    "metric_value": "number",
    "value_low": "number",
    "value_high": "number",
}


def format_of(column: str) -> str:
    """The name of the format of a column."""
    return next((kind for ending, kind in _ENDINGS.items() if column.endswith(ending)), "text")


def in_finnish(column: str, known: Collection[str]) -> str:
    """The column itself, or the Finnish one of a column that there is by language."""
    return column if column in known else f"{column}_fi"
