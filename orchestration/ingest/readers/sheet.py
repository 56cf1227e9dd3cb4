"""What every reader returns: tables of text, and how big they may be.

Belongs here: the shape of a sheet and its limits. Does not belong here: any file format.
"""

from __future__ import annotations

import mmap
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from orchestration.ingest.messages.refusal import Refusal, reason, some_cells
from orchestration.ingest.readers.text_columns import all_texts, plain_text

_HEADER_ROWS = 20
# As many characters as a spreadsheet's cell can hold.
_LONGEST_CELL = 32_767
_MEGABYTE = 1_000_000
# Rule -> column (from 0) -> rows (from 1).
Traces = Mapping[str, Mapping[int, list[int]]]


class OnDisk(mmap.mmap):
    """A file's bytes where they lie; at `path` a parser finds them by itself."""

    path: str


# A file's bytes, in memory or on the disk.
Bytes = bytes | OnDisk


def forget(data: Bytes) -> None:
    """Let go of what was read of a file on the disk; what is asked again is read again."""
    if isinstance(data, mmap.mmap) and hasattr(data, "madvise"):
        data.madvise(mmap.MADV_DONTNEED)


@dataclass(frozen=True)
class Limits:
    """How big a delivery may be: bytes packed and unpacked, rows, columns, and cells; and what
    reading it may take. The last two are kept by whoever calls a reader.
    """

    max_bytes: int
    max_inflated_bytes: int
    max_columns: int
    max_rows: int = 6_000_000
    max_cells: int = 250_000_000
    max_seconds: int = 600
    max_memory_bytes: int = 8_000_000_000

    def check_bytes(self, size: int, limit: int) -> None:
        """Raise Refusal if `size` bytes are more than `limit`."""
        if size > limit:
            raise Refusal(reason("too_big", size=-(-size // _MEGABYTE), limit=limit // _MEGABYTE))

    def check_shape(self, number: int, rows: int, columns: int) -> None:
        """Raise Refusal if a table of so many rows and columns is too big to be read.

        The message names the sheet by its number, since a tab's name may name a person.
        """
        sheet = str(number)
        if columns > self.max_columns:
            found = {"count": columns, "limit": self.max_columns}
            raise Refusal(reason("too_wide", sheet=sheet, **found))
        most = min(self.max_rows, self.max_cells // max(columns, 1))
        if rows > most:
            raise Refusal(reason("too_long", sheet=sheet, limit=most))


@dataclass(frozen=True)
class Sheet:
    """One table: all rows, headers included, every cell as text, a blank as empty text. A column may
    be held as numbers of its texts (text_columns).

    `number` is its place in the workbook, from 1. `captions` is a second text per column (SPSS
    variable labels), if the format has one. Of the columns in `unread` the reader kept the header and nothing else.
    `widths` is how many cells each row has, where the format lets them differ (csv). `traces` are
    the cells whose text the reader made of more than the value, by rule; `merged` the merged cells
    as (first row, first column, last row, last column), from 0. `missing_labels` are by column the
    labels of the values that the file itself declares missing (SPSS), and `value_labels` all labels
    with their values, in the file's order.
    """

    name: str
    columns: tuple[pa.Array, ...]
    captions: tuple[str, ...] = ()
    is_hidden: bool = False
    tool: str = ""
    unread: frozenset[int] = frozenset()
    number: int = 1
    widths: np.ndarray | None = None
    traces: Traces = field(default_factory=dict)
    merged: tuple[tuple[int, int, int, int], ...] = ()
    missing_labels: Mapping[int, frozenset[str]] = field(default_factory=dict)
    value_labels: Mapping[int, Mapping[str, str]] = field(default_factory=dict)

    @property
    def height(self) -> int:
        """Number of rows."""
        return len(self.columns[0]) if self.columns else 0

    def head(self, count: int = _HEADER_ROWS) -> list[list[str]]:
        """The first rows, where the header may be."""
        # Through numpy: a quarter of the time of to_pylist, and every small file pays it.
        heads = [plain_text(column.slice(0, count)) for column in self.columns]
        cells = [head.to_numpy(zero_copy_only=False).tolist() for head in heads]
        return [list(row) for row in zip(*cells, strict=True)]


def refuse_long_cells(sheet: Sheet) -> None:
    """Raise Refusal if a cell holds more than any spreadsheet's: no pattern is to look through it."""
    reasons = []
    # All columns at once first: hardly any file has such a cell.
    longest = pc.max(pc.binary_length(all_texts(sheet.columns))).as_py()
    for index, column in enumerate(sheet.columns if (longest or 0) > _LONGEST_CELL else ()):
        # Bytes first, which are not counted but known: at least as many as characters.
        texts = column.dictionary if pa.types.is_dictionary(column.type) else column
        if not len(texts) or pc.max(pc.binary_length(texts)).as_py() <= _LONGEST_CELL:
            continue
        texts = plain_text(column)
        long = pc.indices_nonzero(pc.greater(pc.utf8_length(texts), _LONGEST_CELL)).to_pylist()
        if long:
            cells = some_cells([row + 1 for row in long], index)
            about = {"sheet": str(sheet.number), "count": len(long), "limit": _LONGEST_CELL}
            reasons.append(reason("long_cell", cell=cells, **about))
    if reasons:
        raise Refusal(*reasons)
