"""The table of a file that no questionnaire knows: its header, and what each column holds.

Belongs here: choosing sheet and header by their shape, and a description of each column. Does not
belong here: what a column means (columns, fields, choices).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from orchestration.core.text import is_blank, normalise, tidied
from orchestration.ingest.messages.refusal import Refusal, cell_name, reason
from orchestration.ingest.readers import Sheet
from orchestration.ingest.readers.cell_values import TOTALS, read_number
from orchestration.ingest.readers.survey_tools import tool_named
from orchestration.ingest.readers.text_columns import plain_text
from orchestration.ingest.recognise.header import Header
from orchestration.questionnaire.drafting.table_header import find_header, names_of
from orchestration.questionnaire.matching.header_keys import HeaderKeys, split_header

# `q1`, `help[SQ001]`, `help___2`, `group/help`: a header that is a code and no text.
_CODE = re.compile(r"^[A-Za-z]\w*(?:[/.]\w+)*(?:\[\w+\])*$")
_CODED_PARTS = (
    re.compile(r"^(\w+)\[(\w+)\]$"),
    re.compile(r"^(\w+?)___(\w+)$"),
    re.compile(r"^([\w/]+)/(\w+)$"),
)
_ERROR = re.compile(r"^#(?:VALUE|REF|DIV/0|NAME|NUM|N/A|NULL)[!?]?$")
# Tools whose exports may have codes for headers.
_OF_CODES = ("limesurvey", "redcap", "kobo", "qualtrics")
# What SurveyMonkey writes below the header of a question that has one column.
_RESPONSE = ("response", "open-ended response")


@dataclass(frozen=True)
class FileColumn:
    """One column: `cell` is the address of its header, `header` that cell's text, `code` the tool's
    own code for the question, and `text` what people read.

    `parts` are the ways to part the header into a question and an item. `cells` has a text per row;
    `value_labels` the labels of values that the file itself states, by value, and `missing_labels`
    those of values that it declares missing. `is_read` is false where the reader emptied the column,
    since it identifies a person; `is_joined` where `;` parts what was in several columns.
    """

    index: int
    cell: str
    header: str
    text: str
    code: str
    parts: tuple[tuple[str, str], ...]
    keys: HeaderKeys
    cells: pa.Array
    value_labels: Mapping[str, str]
    missing_labels: frozenset[str] = frozenset()
    is_read: bool = True
    is_joined: bool = False

    @cached_property
    def counts(self) -> Counter[str]:
        """Distinct text, with its lines, -> rows that have it; blanks and errors of formulas left out."""
        found: Counter[str] = Counter()
        for one in pc.value_counts(self.cells).to_pylist():
            if not is_blank(one["values"]) and not _ERROR.match(one["values"]):
                found[lines_of(one["values"])] += one["counts"]
        return found

    @property
    def filled(self) -> int:
        """How many rows hold something."""
        return self.counts.total()

    @property
    def is_code(self) -> bool:
        """True if the file has no text of the question, only a code."""
        return self.text == self.code


@dataclass(frozen=True)
class FileTable:
    """The table in which the answers are: the tool that wrote it, its columns, and the numbers of its
    rows in the file, from 1.
    """

    sheet: str
    tool: str
    header_rows: tuple[int, int]
    columns: tuple[FileColumn, ...]
    row_numbers: tuple[int, ...]

    @property
    def rows(self) -> int:
        """How many rows of answers there are."""
        return len(self.row_numbers)


def lines_of(text: str) -> str:
    """The text of a cell with its lines, each tidied."""
    return "\n".join(filter(None, map(tidied, text.splitlines())))


def find_table(sheets: Sequence[Sheet]) -> FileTable:
    """The table that is most like answers: of the sheets that are shown, the one with most headers.

    Raises Refusal where no sheet has a header and a row below it.
    """
    shown = [sheet for sheet in sheets if not sheet.is_hidden] or list(sheets)
    found = [(sheet, header) for sheet in shown if (header := find_header(sheet))]
    found = [(s, h) for s, h in found if s.height > h.last + 1]
    if not found:
        raise Refusal(reason("empty_file"))
    sheet, header = max(found, key=lambda one: (names_of(one[1]), one[0].height, -one[0].number))
    return _table(sheet, header)


def _table(sheet: Sheet, header: Header) -> FileTable:
    bodies = [plain_text(column.slice(header.last + 1)) for column in sheet.columns]
    rows = pa.array(_filled(bodies, header.texts))
    tool = tool_named(sheet.tool)
    if tool and (words := tool.unanswered | tool.missing_codes):
        # What the tool writes where nobody answered.
        own = pa.array(sorted(words), pa.string())
        bodies = [pc.if_else(pc.is_in(body, own), "", body) for body in bodies]
    columns = tuple(
        _column(sheet, header, index, cells.take(rows)) for index, cells in enumerate(bodies)
    )
    numbers = tuple(row + header.last + 2 for row in rows.to_pylist())
    return FileTable(sheet.name, sheet.tool, (header.first + 1, header.last + 1), columns, numbers)


def _filled(bodies: Sequence[pa.Array], header: Sequence[str]) -> np.ndarray:
    """Positions of rows that hold something; a total at the end and the header once more are none."""
    filled = np.zeros(len(bodies[0]), bool)
    same = np.zeros(len(bodies[0]), int)
    for body, text in zip(bodies, header, strict=True):
        filled |= pc.not_equal(body, "").to_numpy(zero_copy_only=False)
        same += pc.equal(body, text).to_numpy(zero_copy_only=False) if text else False
    filled &= same < max(2, sum(map(bool, header)) / 2)
    found = np.flatnonzero(filled)
    if len(found):
        last = next(text for body in bodies if (text := body[int(found[-1])].as_py()))
        found = found[:-1] if normalise(last) in TOTALS else found
    return found


def _column(sheet: Sheet, header: Header, index: int, cells: pa.Array) -> FileColumn:
    own, others = tidied(header.texts[index]), header.columns[index].others
    labels = dict(sorted(sheet.value_labels.get(index, {}).items(), key=_by_value))
    code, text, parts = split_header(others[0] if others else own)
    if parts and normalise(parts[0][1]) in _RESPONSE:
        text, parts = parts[0][0], []
    if others:
        code = own
    elif not code and _CODE.match(own) and (sheet.tool in _OF_CODES or is_like_a_code(own)):
        code, parts = own, _coded_parts(own)
    return FileColumn(
        index,
        cell_name(header.first + 1, index),
        own,
        text if text == code else text.rstrip(" :") or text,
        code,
        tuple(parts),
        header.columns[index].keys(),
        cells,
        labels,
        sheet.missing_labels.get(index, frozenset()),
        index not in sheet.unread,
    )


def is_like_a_code(text: str) -> bool:
    """True for a header of one word with a digit, `_`, `[` or `/` in it."""
    return bool(re.search(r"[\d_\[/]", text))


def _coded_parts(code: str) -> list[tuple[str, str]]:
    found = (pattern.match(code) for pattern in _CODED_PARTS)
    return [(one[1], one[2]) for one in found if one][:1]


def _by_value(one: tuple[str, str]) -> tuple[float, str]:
    number = read_number(one[0])
    return (float(number.low) if number else float("inf")), one[0]
