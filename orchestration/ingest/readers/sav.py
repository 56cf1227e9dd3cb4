"""SPSS sav and zsav: value labels instead of codes, dates as text, missing as declared.

Belongs here: one SPSS file to a table of text. A labelled code that the file declares missing
keeps its label, which the questionnaire knows by kind; one without a label is an empty cell.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from html import unescape
from typing import Any

import numpy as np
import pyarrow as pa

from orchestration.ingest.readers.number_formats import LEADING_ZEROS, show, shown
from orchestration.ingest.readers.parser_errors import refuse_parser_errors
from orchestration.ingest.readers.sheet import Limits, Sheet
from orchestration.ingest.readers.text_columns import from_numbers, index_type, plain_text

# So many rows are objects of Python at a time, or more, since the parser begins anew for each block.
_BLOCK_ROWS, _MOST_BLOCKS = 50_000, 8
_EPOCH = datetime(1582, 10, 14)
# Values of one variable that have the same label: one wording with two codes.
SAME_LABEL = "same_label"
_ZEROS = re.compile(r"^N(\d+)$")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_DATE_FORMATS = ("DATE", "ADATE", "EDATE", "SDATE", "JDATE", "DATETIME", "YMDHMS")


def read_sav(data: bytes, limits: Limits) -> Iterator[Sheet]:
    """Read the file's table: names as its first row, variable labels as captions. Raises Refusal."""
    with refuse_parser_errors("sav"):
        about, read = _values(data, limits)
        traces: dict[str, dict[int, list[int]]] = {}
        columns, missing_labels, value_labels = [], {}, {}
        for index, name in enumerate(list(read)):
            values, labels = read.pop(name), _labels(name, about)
            column, form = _column(name, values, labels, about), _seen_format(name, about)
            missing = {v for v in labels if _is_missing(v, name, about)}
            missing_labels[index] = frozenset(labels[value] for value in missing)
            if labels:
                value_labels[index] = {plain(value): label for value, label in labels.items()}
            alike = _labelled_alike({v: t for v, t in labels.items() if v not in missing}, values)
            if alike:
                traces.setdefault(SAME_LABEL, {})[index] = alike
            if form:
                rows = list(range(2, len(column) + 1))
                column, changed = show(plain_text(column), rows, shown(form))
                traces.setdefault(LEADING_ZEROS, {})[index] = changed
            columns.append(column)
        labels = about.column_names_to_labels
        captions = tuple(_plain_label(labels.get(name)) for name in about.column_names)
    known = {"missing_labels": missing_labels, "value_labels": value_labels}
    yield Sheet("sav", tuple(columns), captions, traces=traces, **known)


class _Values:
    """The cells of one variable, growing block by block: each distinct value once, and numbers of them."""

    def __init__(self) -> None:
        self._numbers: dict[Any, int] = {}
        self._blocks: list[np.ndarray] = []

    def add(self, cells: list[Any]) -> None:
        """Add the cells of a block."""
        encoded = pa.array(cells).dictionary_encode(null_encoding="encode")
        known = self._numbers
        places = [known.setdefault(v, len(known)) for v in encoded.dictionary.to_pylist()]
        width = np.int16 if index_type(len(known)) == pa.int16() else np.int32
        self._blocks.append(np.array(places, width)[encoded.indices.to_numpy()])

    @property
    def distinct(self) -> list[Any]:
        """Every value once."""
        return list(self._numbers)

    @property
    def numbers(self) -> np.ndarray:
        """Which of them each cell has."""
        return np.concatenate([np.array([], np.int16), *self._blocks])


def _values(data: bytes, limits: Limits) -> tuple[Any, dict[str, _Values]]:
    """What the file says of its variables, and their values by name."""
    import pyreadstat

    _, about = pyreadstat.read_sav(io.BytesIO(data), metadataonly=True, output_format="dict")
    limits.check_shape(1, about.number_rows or 0, about.number_columns or 0)
    found: dict[str, _Values] = {name: _Values() for name in about.column_names}
    size = max(_BLOCK_ROWS, (about.number_rows or 0) // _MOST_BLOCKS + 1)
    start, count = 0, size
    while count == size:
        # Dates stay numbers here: one beyond the calendar would stop the whole file.
        read, about = pyreadstat.read_sav(
            io.BytesIO(data),
            user_missing=True,
            disable_datetime_conversion=True,
            output_format="dict",
            row_offset=start,
            row_limit=size,
        )
        for name, cells in read.items():
            found[name].add(cells)
        count = len(next(iter(read.values()), ()))
        start += count
    return about, found


def _seen_format(name: str, about: Any) -> str:
    """The number format of a variable that SPSS shows with leading zeros (`N4`)."""
    found = _ZEROS.match(str(about.original_variable_types.get(name, "")))
    return "0" * int(found[1]) if found else ""


def _plain_label(label: object) -> str:
    """A label without the markup of a survey tool's editor."""
    text = str(label or "")
    return unescape(_TAG.sub("", text)).strip() if _TAG.search(text) or "&" in text else text


def _labels(name: str, about: Any) -> dict[Any, str]:
    """The labels of a variable's values, blank ones left out."""
    given = about.variable_value_labels.get(name, {}).items()
    plain_labels = ((value, _plain_label(label)) for value, label in given)
    return {value: label for value, label in plain_labels if label.strip()}


def _is_missing(value: object, name: str, about: Any) -> bool:
    """True for a value that the file declares missing."""
    return any(_within(value, each) for each in about.missing_ranges.get(name, []))


def _labelled_alike(labels: dict[Any, str], values: _Values) -> list[int]:
    """Rows, from 1 with the header, of values that are there beside another of the same label."""
    there = values.distinct
    by_label: dict[str, list[int]] = {}
    for number, value in enumerate(there):
        if value in labels:
            by_label.setdefault(labels[value].strip(), []).append(number)
    alike = [number for several in by_label.values() if len(several) > 1 for number in several]
    if not alike:
        return []
    return (np.flatnonzero(np.isin(values.numbers, alike)) + 2).tolist()


def _column(name: str, values: _Values, labels: dict[Any, str], about: Any) -> pa.Array:
    kind = str(about.original_variable_types.get(name, ""))
    is_date, is_percent = kind.startswith(_DATE_FORMATS), kind.startswith("PCT")

    def text(value: object) -> str:
        if value in labels:
            return labels[value]
        if _is_missing(value, name, about):
            return ""
        if is_percent and plain(value):
            return f"{plain(value)} %"
        return _date(value) if is_date and isinstance(value, float) else plain(value)

    # A name that is no text of the file's encoding comes as none.
    texts = [name or "", *map(text, values.distinct)]
    return from_numbers(np.concatenate([[0], values.numbers.astype(np.int32) + 1]), texts)


def _within(value: object, declared: dict[str, Any]) -> bool:
    low, high = declared["lo"], declared["hi"]
    try:
        return low <= value <= high
    except TypeError:
        return False


def _date(seconds: float) -> str:
    """Seconds since the calendar's reform as a date; as a number where no such date exists."""
    try:
        moment = _EPOCH + timedelta(seconds=seconds)
    except (OverflowError, ValueError):
        return plain(seconds)
    return moment.replace(microsecond=0).isoformat(" ")


def plain(value: object) -> str:
    """A value as its shortest text: whole doubles without `.0`, missing as empty."""
    if value is None or value != value:
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)
