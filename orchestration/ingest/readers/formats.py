"""Which format a file is, by its first bytes; its name plays no part.

Belongs here: recognising the format, the limits that need no parsing, and what is done with the
tables of every format.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from orchestration.core.text import shown
from orchestration.ingest.messages.refusal import Refusal, reason
from orchestration.ingest.readers.sheet import Bytes, Limits, Sheet, refuse_long_cells
from orchestration.ingest.readers.survey_tools import without_identifying_columns
from orchestration.privacy.personal_data import about_a_person

_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAV = (b"$FL2", b"$FL3")
# Files that are no tables but may be named like one.
_NO_TABLE = {
    b"%PDF": "pdf",
    b"\x89PNG": "png",
    b"\xff\xd8\xff": "jpeg",
    b"GIF8": "gif",
    b"\x1f\x8b": "gzip",
    b"{\\rt": "rtf",
    b"7z\xbc\xaf": "7z",
    b"Rar!": "rar",
}
_MARKUP = (b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta")
_BOM = b"\xef\xbb\xbf"


def read_sheets(data: Bytes, limits: Limits) -> list[Sheet]:
    """Read all tables of a file's bytes, columns that identify a person left out.

    Raises Refusal when it is not a readable table or bigger than the limits.
    """
    if not data:
        raise Refusal(reason("empty_file"))
    limits.check_bytes(len(data), limits.max_bytes)
    sheets = []
    for sheet in _sheets(data, limits):
        limits.check_shape(sheet.number, sheet.height, len(sheet.columns))
        refuse_long_cells(sheet)
        if sheet.height:
            sheets.append(without_identifying_columns(replace(sheet, name=_name(sheet))))
    return sheets


def _name(sheet: Sheet) -> str:
    """What to call a sheet in messages: its number if its name may name a person."""
    return str(sheet.number) if about_a_person(sheet.name) else shown(sheet.name)


def _sheets(data: Bytes, limits: Limits) -> Iterator[Sheet]:
    start = data[:512]
    known = next((kind for magic, kind in _NO_TABLE.items() if start.startswith(magic)), None)
    text = start.removeprefix(_BOM).lstrip()
    if known or text[:9].lower().startswith(_MARKUP):
        raise Refusal(reason("unreadable", kind=known or "html"))
    # Imported here: the parser of a format is loaded when a file of that format is met.
    if start.startswith(_OLE2):
        from orchestration.ingest.readers.xls import read_xls as read
    elif start.startswith(b"PK"):
        from orchestration.ingest.readers.xlsx import read_xlsx

        return read_xlsx(data, limits)
    elif start[:4] in _SAV:
        from orchestration.ingest.readers.sav import read_sav as read
    elif text.startswith((b"{", b"[")):
        from orchestration.ingest.readers.webropol_rest import read_webropol_rest as read
    else:
        from orchestration.ingest.readers.delimited import read_delimited

        return read_delimited(data, limits)
    return read(bytes(data), limits)
