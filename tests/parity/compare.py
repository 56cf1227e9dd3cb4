"""Two roots that published from the same inputs, table by table and row by row.

Belongs here: what differs between them. Does not belong here: making them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from orchestration.core import atomic_files
from orchestration.core.data_root import DataRoot
from orchestration.release import history_store, pointer
from orchestration.release.candidate import RESERVED


@dataclass(frozen=True)
class Compared:
    """A table of both roots: its rows, how many rows of each the other has not, and whether the bytes are the same."""

    name: str
    row_count: int
    missing_count: int
    added_count: int
    is_same: bool


def release_id(root: DataRoot) -> str:
    """The id of the release in use: the hash of what its tables hold."""
    return pointer.read(root)["release_id"]


def tables(one: DataRoot, other: DataRoot) -> Iterator[Compared]:
    """Every published table with content, and every table of what is kept of people.

    Rows are compared with every decimal, double and key as it is; types and order of columns count.
    Raises ValueError if a table is in one of the roots only.
    """
    ours, theirs = _files(one), _files(other)
    if ours.keys() != theirs.keys():
        raise ValueError(f"in one root only: {sorted(ours.keys() ^ theirs.keys())}")
    for name in sorted(ours):
        yield _compared(name, ours[name], theirs[name])


def _files(root: DataRoot) -> dict[str, Path]:
    current = pointer.read(root)
    content = {name: file for name, file in current["tables"].items() if name not in RESERVED}
    published = {name: root.published / current["path"] / file for name, file in content.items()}
    (*_, latest) = history_store.read_all(root)
    folder = history_store.folder_of(root, latest)
    return published | {f"history/{name}": folder / name for name in latest.tables}


def _compared(name: str, one: Path, other: Path) -> Compared:
    ours = pq.read_table(one)
    if atomic_files.sha256_of(one) == atomic_files.sha256_of(other):
        return Compared(name, ours.num_rows, 0, 0, is_same=True)
    theirs = pq.read_table(other)
    missing, added = ours.num_rows, theirs.num_rows
    if ours.schema == theirs.schema:
        left, right = _rows(ours), _rows(theirs)
        missing, added = (left - right).total(), (right - left).total()
    return Compared(name, ours.num_rows, missing, added, is_same=False)


def _rows(table: pa.Table) -> Counter[tuple[object, ...]]:
    # repr tells 0.0 from -0.0, and every double from its neighbour.
    return Counter(tuple(map(repr, row.values())) for row in table.to_pylist())
