"""Where the header of a sheet may be: in one row, or in several that belong together.

Belongs here: the rows that could be the header, and the name of each column in each case. Does not
belong here: which of them it is; that is decided by what they match (choose).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from orchestration.ingest.readers import Sheet
from orchestration.ingest.readers.survey_tools import own_names, recognise_tool, tool_named
from orchestration.questionnaire.matching.header_keys import ColumnTexts, HeaderKeys, is_filled_in

# As Qualtrics writes it, and as Python does when it writes the row again.
_IMPORT_IDS = ('{"ImportId"', "{'ImportId'")
_UNREAD = ColumnTexts("")


@dataclass(frozen=True)
class Header:
    """A possible header: its rows (0-based, last included) and the text of each column.

    `columns` are all texts by which each column may be known; none where the reader left it unread.
    """

    first: int
    last: int
    texts: list[str]
    columns: list[ColumnTexts]

    @cached_property
    def keys(self) -> list[HeaderKeys]:
        """The readings of each column's texts: most rows are passed over without them."""
        return [column.keys() for column in self.columns]


def possible_headers(sheet: Sheet) -> Iterator[Header]:
    """Every row, or pair of rows, near the top of a sheet that could be its header."""
    rows = sheet.head()
    if sheet.tool == "qualtrics" and (found := _three_rows(sheet, rows)):
        yield found
        return
    others = [(text,) if text.strip() else () for text in sheet.captions]
    known = recognise_tool(rows) if sheet.tool == "surveymonkey" else None
    for number, row in enumerate(rows):
        if not any(text.strip() for text in row):
            continue
        below = rows[number + 1] if number + 1 < len(rows) else None
        if below is not None and known and known[1] == number and not _is_response(row, below):
            yield _pair(sheet, number, row, below)
            return
        yield _header(sheet, number, number, row, others if number == 0 else [])
        if below is not None and _is_merged(row, below):
            yield _pair(sheet, number, row, below)


def _is_response(row: list[str], below: list[str]) -> bool:
    """True if the row below a SurveyMonkey header is a response: only those have a response number."""
    roles = tool_named("surveymonkey").roles["response_id"]
    return any(
        under.strip() for over, under in zip(row, below, strict=True) if own_names(over) & {*roles}
    )


def _header(
    sheet: Sheet, first: int, last: int, texts: list[str], others: list[tuple[str, ...]]
) -> Header:
    more = others or [()] * len(texts)
    columns = [
        _UNREAD if i in sheet.unread else ColumnTexts(text, more[i]) for i, text in enumerate(texts)
    ]
    return Header(first, last, texts, columns)


def _is_merged(row: list[str], below: list[str]) -> bool:
    """True if a text is above a filled cell and above further ones at its right."""
    has_stem = False
    for over, under in zip(row, below, strict=True):
        if has_stem and _is_blank(over) and under.strip():
            return True
        has_stem = has_stem or (bool(over.strip()) and bool(under.strip()))
    return False


def _pair(sheet: Sheet, number: int, row: list[str], below: list[str]) -> Header:
    """Two rows as one: a merged text is filled to the right and joined as `stem:item`."""
    texts, stem = [], ""
    for over, under in zip(row, below, strict=True):
        stem = stem if _is_blank(over) else over.strip().rstrip(":")
        if not under.strip():
            texts.append("" if _is_blank(over) else over)
        else:
            texts.append(f"{stem}:{under.strip()}" if stem else under)
    # The lower text alone may be the header; the upper one only in its own column.
    others = [tuple(t for t in (under, "" if _is_blank(over) else over) if t.strip()) for over, under in zip(row, below, strict=True)]  # fmt: skip
    columns = [
        _UNREAD if i in sheet.unread else ColumnTexts(text, alone=others[i])
        for i, text in enumerate(texts)
    ]
    return Header(number, number + 1, texts, columns)


def _three_rows(sheet: Sheet, rows: list[list[str]]) -> Header | None:
    """Qualtrics: names, question texts, and import ids; the last row names no question."""
    found = recognise_tool(rows)
    start = found[1] if found else 0
    last = start
    while last + 1 < len(rows) and last < start + 2:
        last += 1
        if any(text.lstrip().startswith(_IMPORT_IDS) for text in rows[last]):
            others = [
                tuple(row[i] for row in rows[start + 1 : last] if row[i].strip())
                for i in range(len(sheet.columns))
            ]
            return _header(sheet, start, last, rows[start], others)
    return None


@lru_cache(maxsize=10_000)
def _is_blank(text: str) -> bool:
    return not text.strip() or is_filled_in(text)
