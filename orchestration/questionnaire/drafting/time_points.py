"""A table with a row per person: the time points in its headers.

Belongs here: finding `*_t0` and `*_t1` in headers, and putting the columns of one question together.
Does not belong here: reading with them (matching/time_points).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pyarrow as pa

from orchestration.core.text import normalise, trimmed
from orchestration.questionnaire.drafting.file_table import FileColumn, is_like_a_code
from orchestration.questionnaire.matching.header_keys import header_keys

_POINT = r"t\d|w\d|pre|post|baseline|bl|fu\d?|follow-?up\d?|alku|loppu|start|end|ennen|jälkeen|före|efter|before|after"
_AFTER = re.compile(rf"^(?P<stem>.*\w.*)(?P<point>[ _.\-:]\(?(?:{_POINT})\)?)$", re.IGNORECASE)
_BEFORE = re.compile(rf"^(?P<point>(?:{_POINT})[ _.\-:]+)(?P<stem>.*\w.*)$", re.IGNORECASE)
# So many questions must be there at two time points.
_FEWEST = 2


@dataclass(frozen=True)
class TimePoints:
    """`patterns` has the pattern of each time point by its name; `columns` the table's columns with
    those of one question put together.
    """

    patterns: dict[str, str]
    columns: tuple[FileColumn, ...]


def time_points(columns: Sequence[FileColumn]) -> TimePoints | None:
    """The time points of a table with a row per person; None for any other table."""
    for form in (_AFTER, _BEFORE):
        found = [(c, match) for c in columns if (match := form.match(c.header))]
        by_stem = _by_stem(found)
        again = {stem: many for stem, many in by_stem.items() if len(many) > 1}
        if len(again) >= _FEWEST and 2 * sum(map(len, again.values())) >= len(found):
            points = list(dict.fromkeys(point for many in again.values() for _, point in many))
            mark = "*{}" if form is _AFTER else "{}*"
            patterns = {point.strip(" _.-:()"): mark.format(point) for point in points}
            if len(patterns) == len(points) > 1:
                return TimePoints(patterns, _together(columns, by_stem, form))
    return None


def _by_stem(
    found: Sequence[tuple[FileColumn, re.Match[str]]],
) -> dict[str, list[tuple[FileColumn, str]]]:
    """The columns of each question with their time points; numbering that goes on says nothing."""
    for key_of in (normalise, trimmed):
        by_stem: dict[str, list[tuple[FileColumn, str]]] = {}
        for column, match in found:
            by_stem.setdefault(key_of(match["stem"]), []).append((column, match["point"]))
        if all(len({point for _, point in many}) == len(many) for many in by_stem.values()):
            break
    return by_stem


def _together(
    columns: Sequence[FileColumn],
    by_stem: dict[str, list[tuple[FileColumn, str]]],
    form: re.Pattern[str],
) -> tuple[FileColumn, ...]:
    later = {c.index for many in by_stem.values() for c, _ in many[1:]}
    first = {many[0][0].index: [c for c, _ in many] for many in by_stem.values()}
    return tuple(
        _one_of(column, first[column.index], form) if column.index in first else column
        for column in columns
        if column.index not in later
    )


def _one_of(column: FileColumn, members: list[FileColumn], form: re.Pattern[str]) -> FileColumn:
    """The column of a question with what is below it at every time point."""
    match = form.match(column.header)
    stem = match["stem"] if match else column.header
    text = stem if column.text == column.header else column.text
    code = column.code
    if code == column.header:
        code = stem if is_like_a_code(stem) else ""
    cells = pa.concat_arrays([member.cells for member in members])
    keys = header_keys(stem)
    return replace(column, header=stem, text=text, code=code, cells=cells, keys=keys)
