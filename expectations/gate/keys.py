"""Which rows break a rule: their keys, never a value of a column.

Belongs here: from a query or numbers of rows to keys, as codes that a person knows. Does not belong
here: counting (validate), sentences (wording).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import pyarrow as pa

from expectations.candidate.files import CandidateFiles
from expectations.contracts import contract
from expectations.rules.personal_data import looks_personal
from expectations.rules.rule import SqlCheck

# So many rows are named; the count says how many there are.
MOST = 10
# What a code looks like. Anything else may have come from a form.
_CODE = re.compile(r"[\w.+:;,/ -]{1,80}")
Key = dict[str, Any]


def of_query(files: CandidateFiles, table: str, check: SqlCheck) -> tuple[Key, ...]:
    """The keys of the first rows of a check, in order; none if its rows have no key of the table."""
    names = _key_columns(table, files.columns_of(check.rows), check.key)
    return _readable(files, names, files.first(check.rows, names, MOST)) if names else ()


def of_rows(files: CandidateFiles, table: str, numbers: Iterable[int]) -> tuple[Key, ...]:
    """The keys of rows of a table by their numbers in the file."""
    columns = files.table(table)
    names = _key_columns(table, columns.column_names)
    chosen = pa.array(sorted(set(numbers))[:MOST], pa.int64())
    rows = columns.select(names).take(chosen).to_pylist() if names else []
    return _readable(files, names, [tuple(row.values()) for row in rows])


def _key_columns(table: str, names: Sequence[str], more: Sequence[str] = ()) -> list[str]:
    """Columns of the table's grain, a fact's keys of dimensions, and those that a check names."""
    stated = contract.load().get(table)
    grain = {*(stated.grain if stated else ()), *more}
    is_fact = not table.startswith("dim_")
    return [name for name in names if name in grain or (is_fact and name.endswith("_key"))]


def _readable(
    files: CandidateFiles, names: Sequence[str], rows: Iterable[Sequence[Any]]
) -> tuple[Key, ...]:
    found = [dict(_cell(files, *cell) for cell in zip(names, row, strict=True)) for row in rows]
    return tuple(found)


def _cell(files: CandidateFiles, name: str, value: Any) -> tuple[str, Any]:
    """A key as the code of its dimension, where that has one."""
    for stated in contract.load().values() if name.endswith("_key") else ():
        code = f"{name.removesuffix('_key')}_code"
        if stated.grain == (name,) and code in stated.column_names:
            found = files.look_up(stated.table_name, code, name, value)
            if found is not None:
                return code, _shown(found)
    return name, _shown(value)


def _shown(value: Any) -> Any:
    """Whole numbers and codes as they are; of any other text only that it is there."""
    if value is None or isinstance(value, int):
        return value
    if isinstance(value, date):
        return value.isoformat()
    text = str(value)
    return text if _CODE.fullmatch(text) and not looks_personal(text) else "…"
