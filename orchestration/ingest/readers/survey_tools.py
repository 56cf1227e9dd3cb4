"""The survey tools: how to recognise the tool of an export, and its own columns in a header.

Belongs here: looking for what tool_columns lists. Columns of a tool that identify a person are
emptied as soon as a sheet is read, so that no later step gets them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase
from functools import lru_cache
from typing import TYPE_CHECKING

import pyarrow as pa

from orchestration.core.kept import kept
from orchestration.core.text import normalise
from orchestration.ingest.readers.tool_columns import TOOLS, Tool

if TYPE_CHECKING:
    from orchestration.ingest.readers.sheet import Sheet

_CODE = re.compile(r"^([a-z]\w*)\. ")
_BY_NAME = {tool.name: tool for tool in TOOLS}


def tool_named(name: str) -> Tool | None:
    """The tool of this name, if it is one with columns of its own."""
    return _BY_NAME.get(name)


@lru_cache(maxsize=20_000)
def own_names(text: str) -> frozenset[str]:
    """Names that a header may have: its normal form, and the code before `code. Question text`."""
    key = normalise(text)
    coded = _CODE.match(key)
    return frozenset({key, coded[1]} if coded else {key})


def fits(names: Iterable[str], wanted: str) -> bool:
    """True if one of the names of a header is the one wanted, which may be a pattern (`*_complete`)."""
    return any(fnmatchcase(name, wanted) for name in names) if "*" in wanted else wanted in names


def roles_in(tool: Tool, header: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The tool's roles with the names that this header has for a pattern, if only one fits it."""
    return {
        role: tuple(name for wanted in names for name in _names_of(wanted, header))
        for role, names in tool.roles.items()
    }


def _names_of(wanted: str, header: Sequence[str]) -> list[str]:
    if "*" not in wanted:
        return [wanted]
    found = [name for text in header for name in own_names(text) if fits([name], wanted)]
    return found if len(found) == 1 else []


def recognise_tool(rows: Sequence[Sequence[str]]) -> tuple[Tool, int] | None:
    """The tool whose own columns are in one of these rows, and the number of that row."""
    for number, row in enumerate(rows):
        names = [own_names(text) for text in row if text.strip()]
        everything = set().union(*names) if names else set()
        for tool in TOOLS:
            found = names[0] if tool.leads and names else everything
            if sum(fits(found, wanted) for wanted in tool.signature) >= tool.need:
                return tool, number
    return None


def without_identifying_columns(sheet: Sheet) -> Sheet:
    """The sheet with the tool it comes from, its columns that identify a person emptied.

    The header of such a column stays, so that the sender can see what was not read.
    """
    known = recognise_tool(sheet.head())
    if known is None:
        return sheet
    tool, row = known
    found = {i for i, column in enumerate(sheet.columns) if _is_personal(tool, column[row].as_py())}
    columns = tuple(
        _emptied(column, row + 1) if i in found else column
        for i, column in enumerate(sheet.columns)
    )
    return replace(sheet, columns=columns, tool=tool.name, unread=sheet.unread | found)


# By the tool itself: an older export of the same tool has the same name, and other columns of its own.
@kept(10_000)
def _is_personal(tool: Tool, header: str) -> bool:
    names = own_names(header)
    return any(fits(names, pattern) for pattern in tool.personal)


def _emptied(column: pa.Array, first: int) -> pa.Array:
    # Copied, not sliced: a slice would keep the cells in memory.
    kept = pa.array(column.slice(0, first).to_pylist(), pa.string())
    return pa.concat_arrays([kept, pa.repeat("", len(column) - first)])
