"""Which encoding and delimiter a text file has, decided by what most of it says.

Belongs here: bytes to text, and the delimiter of its rows. One bad byte does not change the
encoding of a file: it becomes the replacement character, which is reported by its cell.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from itertools import islice

from orchestration.ingest.messages.refusal import Refusal, reason
from orchestration.ingest.readers.sheet import Bytes

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_DELIMITERS = ";,\t|"
# Excel's own hint in the first line: `sep=;`.
_HINT = re.compile(r'^\ufeff?"?sep=(.)"?\r?\n', re.IGNORECASE)
_SAMPLE_ROWS, _SAMPLE_LETTERS = 500, 1_000_000
# Bytes that hold more letters than that, also where each takes four.
_SAMPLE_BYTES = 4 * _SAMPLE_LETTERS + 8
_NO_TABLE = "\ufeff\0 \t\r\n;,|\"'"
# A delimiter under which more rows than this share are as wide as the header may be the file's own.
_MOST = 0.5
# A text may hold a stray NUL; a picture holds many.
_MOST_NULS = 1 / 1000
# A byte that is no UTF-8, and letters that were read from UTF-8, in a text decoded so.
_BAD_BYTE = re.compile("[\udc80-\udcff]")
_LETTERS = re.compile("[\u0080-\ud7ff\ue000-\U0010ffff]+")
UNREADABLE = "\ufffd"


def decoded(data: bytes) -> str:
    """The text of a file. Raises Refusal if it is none, or empty."""
    text = _decoded(data)
    # A lone mark, line end or letter is no table.
    if len(text.strip(_NO_TABLE)) < 2:
        raise Refusal(reason("empty_file"))
    return text


def sample_of(data: Bytes) -> str | None:
    """The beginning of a file in UTF-8, enough to know its delimiter; None for another file."""
    if _wide_encoding(data):
        return None
    start, is_whole = bytes(data[:_SAMPLE_BYTES]), len(data) <= _SAMPLE_BYTES
    try:
        text = codecs.getincrementaldecoder("utf-8-sig")().decode(start, is_whole)
    except UnicodeDecodeError:
        return None
    return text if len(text.strip(_NO_TABLE)) > 1 else None


def has_hint(text: str) -> bool:
    """True if the first line is Excel's own hint at the delimiter."""
    return _HINT.match(text) is not None


def _decoded(data: bytes) -> str:
    encoding = _wide_encoding(data)
    if encoding:
        return data.decode(encoding, errors="replace")
    if data.count(b"\0") > len(data) * _MOST_NULS:
        raise Refusal(reason("unreadable", kind="binary"))
    data = data.replace(b"\0", b"") if b"\0" in data else data
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _by_majority(data)


def _by_majority(data: bytes) -> str:
    """UTF-8 or cp1252, whichever reads more letters beyond ASCII; what only the other reads is
    replaced.
    """
    text = data.decode("utf-8-sig", errors="surrogateescape")
    wide = sum(len(run) for run in _LETTERS.findall(text))
    if wide > len(_BAD_BYTE.findall(text)):
        return _BAD_BYTE.sub(UNREADABLE, text)
    try:
        data.decode("cp1252")
    except UnicodeDecodeError:
        raise Refusal(reason("unreadable", kind="text")) from None
    text = _LETTERS.sub(UNREADABLE, text)
    return _BAD_BYTE.sub(lambda found: bytes([ord(found[0]) - 0xDC00]).decode("cp1252"), text)


def _wide_encoding(data: Bytes) -> str | None:
    """UTF-16 by its byte order mark, or by every second byte being NUL, as in Latin text."""
    if data[:2] in _UTF16:
        return "utf-16"
    start = data[:200]
    if start.count(b"\0") * 3 < len(start) or len(start) < 4:
        return None
    if start.isascii() and not any(start[1::2]) and all(start[::2]):
        return "utf-16-le"
    return "utf-16-be" if start.isascii() and not any(start[::2]) and all(start[1::2]) else None


def delimiter_of(text: str) -> str:
    """The delimiter under which most rows are as wide as the header, the earliest header first."""
    if hint := _HINT.match(text):
        return hint[1]
    fits = {delimiter: _fit(text, delimiter) for delimiter in _DELIMITERS}
    likely = {one: fit for one, fit in fits.items() if fit[0] > _MOST}
    if likely:
        # Of equals the one that makes more cells; in a lone header that is all there is to see.
        return max(likely, key=lambda one: (-likely[one][1], likely[one][0], likely[one][2]))
    return max(fits, key=lambda one: (fits[one][0], fits[one][2]))


def _fit(text: str, delimiter: str) -> tuple[float, int, int]:
    """Share of the first rows as wide as the header, the header's row, and its width."""
    is_cut = len(text) > _SAMPLE_LETTERS
    reader = csv.reader(io.StringIO(text[:_SAMPLE_LETTERS], newline=""), delimiter=delimiter)
    try:
        rows = [row for row in islice(reader, _SAMPLE_ROWS) if any(cell.strip() for cell in row)]
    except csv.Error:
        return (0, 0, 0)
    rows = rows[:-1] if is_cut and 1 < len(rows) < _SAMPLE_ROWS else rows
    several = [len(row) for row in rows if sum(bool(cell.strip()) for cell in row) > 1]
    if not several:
        return (0, 0, 0)
    # Rows of a banner above the header have another width than the table.
    width = max(sorted(set(several)), key=several.count)
    header = next(number for number, row in enumerate(rows) if len(row) == width)
    below = rows[header:]
    return sum(len(row) == width for row in below) / len(below), header, width
