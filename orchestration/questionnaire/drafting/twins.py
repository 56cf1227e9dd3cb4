"""Two exports of the same form: in another language, or with numbers instead of labels.

Belongs here: finding out which columns and rows of two tables are the same, and which labels then
stand beside each other. Does not belong here: what becomes of them (wordings, option_sets).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import pyarrow.compute as pc

from orchestration.core.text import is_blank, trimmed
from orchestration.ingest.readers.cell_values import read_number
from orchestration.questionnaire.drafting.choice_labels import split
from orchestration.questionnaire.drafting.file_table import FileColumn, FileTable
from orchestration.questionnaire.drafting.languages import language_of
from orchestration.questionnaire.drafting.wordings import Twin, Wordings

# Of the rows of a label so many must have the same text in the other file.
_SHARE = 0.9
_FEW_LABELS = 30


class NoTwinError(ValueError):
    """A table is none of the first one's form, or neither another language nor codes; `number` is its
    place among the files, from 1.
    """

    def __init__(self, number: int):
        super().__init__(f"file {number} is no twin of the first")
        self.number = number


def with_twins(tables: Sequence[FileTable]) -> tuple[FileTable, Wordings, bool]:
    """The table to draft from, its wordings with those of the others, and whether its language is a guess.

    Of a table of labels and one of codes it is that of labels. Raises NoTwinError.
    """
    numbers = [has_codes(table) for table in tables]
    first = numbers.index(min(numbers))
    table, language = tables[first], _language(tables[first])
    twins = []
    for place, other in enumerate(tables):
        if place == first:
            continue
        pairs = paired_columns(table, other)
        same_rows = are_same_rows(table, other, pairs)
        if 2 * len(pairs) < len(table.columns):
            raise NoTwinError(place + 1)
        is_code = numbers[place] > numbers[first] and same_rows
        another = "" if is_code else _language(other) or ""
        if not is_code and another in ("", language):
            raise NoTwinError(place + 1)
        twins.append(twin(table, pairs, another, same_rows=same_rows))
    return table, Wordings(language or "fi", tuple(twins)), language is None


def _language(table: FileTable) -> str | None:
    """By the texts of questions, and by labels, which are on many rows."""
    labels = [t for c in table.columns if 0 < len(c.counts) < _FEW_LABELS for t in c.counts]
    return language_of([*(c.text for c in table.columns if not c.is_code), *labels])


def paired_columns(first: FileTable, second: FileTable) -> dict[int, FileColumn]:
    """Column of the first table -> the same column of the second: by code, by header, then by place."""
    found: dict[int, FileColumn] = {}
    for key_of in (lambda c: c.code, lambda c: trimmed(c.header)):
        others = {key_of(c): c for c in second.columns if key_of(c)}
        for column in first.columns:
            other = others.get(key_of(column)) if key_of(column) else None
            if other and column.index not in found and other not in found.values():
                found[column.index] = other
    left = [c for c in first.columns if c.index not in found]
    right = [c for c in second.columns if c not in found.values()]
    if len(left) == len(right):
        found.update({a.index: b for a, b in zip(left, right, strict=True)})
    return found


def are_same_rows(first: FileTable, second: FileTable, pairs: Mapping[int, FileColumn]) -> bool:
    """True if row by row the same responses are in both: a column of different texts is the same."""
    if first.rows != second.rows or first.rows < 2:
        return False
    for column in first.columns:
        other = pairs.get(column.index)
        is_varied = 2 * len(column.counts) > first.rows
        is_whole = other is not None and is_varied and column.filled == first.rows
        if other and is_whole and pc.all(pc.equal(column.cells, other.cells)).as_py():
            return True
    return False


def has_codes(table: FileTable) -> int:
    """How many columns hold numbers only: of two tables, the one with more has the codes."""
    return sum(
        bool(c.counts) and all(read_number(text) for text in c.counts) for c in table.columns
    )


def twin(
    first: FileTable,
    pairs: Mapping[int, FileColumn],
    language: str,
    *,
    same_rows: bool,
) -> Twin:
    """What the table of the paired columns says of those of the first. `language` is empty for codes."""
    labels: dict[int, Mapping[str, str]] = {}
    unpaired = set()
    for column in first.columns:
        other = pairs.get(column.index)
        if other is None:
            continue
        found = _beside(column, other) if same_rows else None
        if found:
            labels[column.index] = found
        elif not same_rows and {*column.counts} != {*other.counts}:
            unpaired.add(column.index)
    return Twin(language, dict(pairs), labels, frozenset(unpaired))


def _beside(column: FileColumn, other: FileColumn) -> dict[str, str]:
    """Label -> what nearly all rows with it have in the other file, one for each; parts of cells of
    several options where both have as many.
    """
    together: dict[str, Counter[str]] = {}
    separator = next((s for s in (";", "|", ",") if _both(s, column, other)), "")
    for mine, theirs in zip(column.cells.to_pylist(), other.cells.to_pylist(), strict=True):
        if is_blank(mine) or is_blank(theirs):
            continue
        a, b = ([*split(one, separator)] if separator else [one] for one in (mine, theirs))
        if len(a) == len(b):
            for left, right in zip(a, b, strict=True):
                together.setdefault(trimmed(left), Counter())[right.strip()] += 1
    found = {}
    for label, texts in together.items():
        text, rows = texts.most_common(1)[0]
        if rows >= _SHARE * texts.total():
            found[label] = text
    is_one_to_one = len({*map(trimmed, found.values())}) == len(found)
    return found if is_one_to_one else {}


def _both(separator: str, *columns: FileColumn) -> bool:
    return all(any(separator in text for text in c.counts) for c in columns)
