"""Columns that are one option each of a question of several, and nameless columns of one question.

Belongs here: finding such columns by their headers and their cells.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import pyarrow as pa
import pyarrow.compute as pc

from orchestration.core.text import normalise, plain, trimmed
from orchestration.ingest.convert.yes_and_no import NO, YES
from orchestration.questionnaire.drafting.file_table import FileColumn
from orchestration.questionnaire.matching.header_keys import is_filled_in
from orchestration.questionnaire.matching.header_texts import TOOLS_OTHER

_MOST_LABELS = 40


@dataclass(frozen=True)
class OptionGroup:
    """The columns of one question: its text, the text of each column's option, and the column of the
    option that takes free text, if there is one.
    """

    stem: str
    items: dict[int, str]
    columns: tuple[FileColumn, ...]
    other: int | None = None

    @property
    def first(self) -> FileColumn:
        """The column at which the question stands."""
        return self.columns[0]


def option_groups(columns: Iterable[FileColumn]) -> list[OptionGroup]:
    """Every group of at least two columns with the same question, of which each says whether its option is chosen."""
    by_stem: dict[str, list[tuple[FileColumn, str, str]]] = {}
    for column in columns:
        for stem, item in column.parts:
            if stem and item:
                by_stem.setdefault(trimmed(stem), []).append((column, stem, item))
    found: list[OptionGroup] = []
    taken: set[int] = set()
    for members in sorted(by_stem.values(), key=len, reverse=True):
        group = _group([one for one in members if one[0].index not in taken])
        if group:
            found.append(group)
            taken.update(group.items)
    return sorted(found, key=lambda group: group.first.index)


def _group(members: list[tuple[FileColumn, str, str]]) -> OptionGroup | None:
    columns = tuple(column for column, _, _ in members)
    if len(columns) < 2 or not any(column.filled for column in columns):
        return None
    items = {column.index: item for column, _, item in members}
    if len({trimmed(item) for item in items.values()}) < len(items):
        return None
    unlike = [c for c in columns if not _is_tick(c, items[c.index])]
    other = next((c.index for c in columns if _is_other(items[c.index])), None)
    if any(column.index != other for column in unlike):
        return None
    return OptionGroup(members[0][1], items, columns, other)


def _is_tick(column: FileColumn, item: str) -> bool:
    own = {trimmed(item), normalise(item)}
    return all(
        plain(text) in YES | NO or {trimmed(text), normalise(text)} & own for text in column.counts
    )


def _is_other(item: str) -> bool:
    word = normalise(item)
    return word in TOOLS_OTHER or word.startswith(("muu, mikä", "muu mikä", "jokin muu", "muu:"))


def join_nameless(columns: Sequence[FileColumn]) -> list[FileColumn]:
    """The columns with `Column2`, `Column3` … joined to the one at their left, whose header stood above
    them, and columns side by side that have the same header.
    """
    found: list[FileColumn] = []
    for column in columns:
        if found and _continues(found[-1], column):
            texts = pc.binary_join_element_wise(found[-1].cells, column.cells, pa.scalar(";"))
            # Made anew: what was counted of the column by itself must not stay.
            found[-1] = replace(found[-1], cells=pc.utf8_trim(texts, ";"), is_joined=True)
        else:
            found.append(column)
    return found


def _continues(left: FileColumn, right: FileColumn) -> bool:
    """True for a nameless column, or one with the header of that at its left, that holds other choices."""
    is_nameless = is_filled_in(right.header)
    if not is_nameless and trimmed(left.header) != trimmed(right.header):
        return False
    both = (left, right)
    are_few = all(0 < len(c.counts) <= _MOST_LABELS and 2 * len(c.counts) <= c.filled for c in both)
    return are_few and (is_nameless or left.counts.keys().isdisjoint(right.counts))
