"""How far the cells of a worksheet reach, found before any memory is taken for them.

Belongs here: looking through the XML of a sheet as it inflates. A parser fills the whole rectangle
between its cells, so two cells far apart can fill any memory, and `dimension` need not be true.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from orchestration.ingest.messages.refusal import Refusal, reason

# First column (from 0), number of columns, last row (from 1).
Extent = tuple[int, int, int]

# A cell that holds something: `<c r="B2" s="1"/>` is only formatted.
# Whatever a hostile file repeats, each pattern looks at a letter of it once: it stops at the next
# tag, and what it has found it does not look for again (`(?>…)`).
_CELL = re.compile(rb"""<(?:\w+:)?c\s(?>[^<>]*?\br\s*=\s*["'])([A-Za-z]+)(\d+)["'][^<>]*+(?<!/)>""")
# A cell without an address is in the row whose tag gives the number.
_NAMELESS = re.compile(rb"""<(?:\w+:)?c(?=[\s>])(?![^<>]*\sr\s*=)[^<>]*+(?<!/)>""")
_ROW = re.compile(rb"""<(?:\w+:)?row\s(?>[^<>]*?\br\s*=\s*["'])(\d+)["'][^<>]*+>""")
_MOST_LETTERS = 9
# A piece is as much as is looked at together; the first is small and looked through cell by cell.
_FIRST_PIECE, _PIECE = 256_000, 8_000_000
# No tag is so long, and no text between tags: a cell holds at most 32 767 characters.
_LONGEST_GAP = 1_000_000


@dataclass
class _Reach:
    """The extent read so far; `tagged_row` is the last row that a row tag named."""

    first: int = 1 << 30
    last: int = -1
    last_row: int = 0
    tagged_row: int = 0


def extent(
    archive: zipfile.ZipFile, part: str, marks: str, look: Callable[[bytes], None]
) -> Extent | None:
    """The extent of the cells that hold something; None if there are none. Raises Refusal.

    `look` gets each piece of the XML that holds the pattern `marks`, so that it is inflated once.
    """
    reach, beyond, last = _Reach(), "", -1
    for piece in _pieces(archive, part):
        # From the second piece on each cell is looked at only where one may lie further right. One
        # search for all that is rare: to look for nothing costs a search as well.
        is_begun = reach.first == 0 and b"</c>" in piece
        if reach.last != last:
            last, beyond = reach.last, _beyond(reach.last)
        is_plain = is_begun and not _holds(piece, f"{marks}|{beyond}")
        if not is_plain:
            look(piece)
        if is_plain or (is_begun and not _holds(piece, beyond)):
            _note_last_row(piece, reach)
        else:
            _look_through(piece, reach)
    return None if reach.last < 0 else (reach.first, reach.last - reach.first + 1, reach.last_row)


def _pieces(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """The XML in pieces that end where a row does, or at least a tag."""
    with archive.open(part) as file:
        rest, size = b"", _FIRST_PIECE
        while chunk := file.read(size):
            rest, size = rest + chunk, _PIECE
            row = rest.rfind(b"row>")
            end = row + 4 if row >= 0 else rest.rfind(b">") + 1
            yield rest[:end]
            rest = rest[end:]
            # Without this, what never ends a tag would be looked through again with each piece.
            if rest.rfind(b">") < len(rest) - _LONGEST_GAP:
                raise Refusal(reason("unreadable", kind="xlsx"))
        yield rest


def _holds(piece: bytes, pattern: str) -> bool:
    # Not copied.
    buffers = [None, pa.py_buffer(np.array([0, len(piece)], np.int64)), pa.py_buffer(piece)]
    text = pa.Array.from_buffers(pa.large_binary(), 1, buffers)
    return pc.match_substring_regex(text, pattern)[0].as_py()


def _beyond(column: int) -> str:
    """Pattern of a cell that is right of a column, or whose tag does not begin with its address."""
    letters = _name(column)
    later = [f"[A-Z]{{{len(letters) + 1},}}"]
    later += [
        f"{letters[:at]}[{chr(ord(letter) + 1)}-Z]" + "[A-Z]" * (len(letters) - at - 1)
        for at, letter in enumerate(letters)
        if letter < "Z"
    ]
    cell = r"<(?:\w+:)?c"
    named = cell + r"""\s+r\s*=\s*["']"""
    return rf"{cell}(?:\s*>|\s+(?:[^r\s>]|r[^\s=]))|{named}(?:[A-Z]*[a-z]|(?:{'|'.join(later)})\d)"


def _look_through(piece: bytes, reach: _Reach) -> None:
    cells = _CELL.findall(piece)
    columns = {column_number(letters) for letters in {letters for letters, _ in cells}}
    rows = {int(row) for row in {row for _, row in cells}}
    tagged = [int(row) for row in _ROW.findall(piece)]
    if _NAMELESS.search(piece):
        rows.update(tagged, [reach.tagged_row])
        columns.update((0, max(map(_count_cells, piece.split(b"row")), default=1) - 1))
    reach.tagged_row = max(tagged, default=reach.tagged_row)
    reach.first = min(columns | {reach.first})
    reach.last = max(columns | {reach.last})
    reach.last_row = max(rows | {reach.last_row})


def _count_cells(row: bytes) -> int:
    """At least one, and no fewer than a row without addresses has."""
    return max(row.count(b"</c>"), row.count(b":c>"), 1)


def _note_last_row(piece: bytes, reach: _Reach) -> None:
    """Rows follow each other: the last that holds a cell is the one before its end."""
    tagged = _ROW.findall(piece, piece.rfind(b"<row", 0, piece.rfind(b"</c>")))
    if tagged:
        reach.tagged_row = int(tagged[0])
    reach.last_row = max(reach.last_row, reach.tagged_row)


def column_number(letters: bytes) -> int:
    """0-based column of its letters: B -> 1, AB -> 27. Raises ValueError beyond any spreadsheet."""
    if len(letters) > _MOST_LETTERS:
        raise ValueError("no spreadsheet has such a column")
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number - 1


def _name(column: int) -> str:
    """Letters of a 0-based column: 27 -> AB."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
