"""Where the tables of a delivery lie in raw/ and restricted/, and whether they are as they were written.

Belongs here: paths and hashes. Does not belong here: what is in a table (raw_store); pyarrow, which
takes longer to load than `mukana status` takes for all the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import cache, lru_cache, partial
from pathlib import Path

from orchestration.core.atomic_files import building, remove, replace_file
from orchestration.core.content_hashes import known_sha256
from orchestration.core.data_root import DataRoot
from orchestration.ingest.convert.table_names import TABLES
from orchestration.intake.record import Record

_ALL = (*TABLES, "refusals")
# The file without rows by which a table has its shape where there is no delivery.
EMPTY = "_schema"


@contextmanager
def targets(root: DataRoot, delivery_id: str) -> Iterator[dict[str, Path]]:
    """Where to write the tables of one delivery, each beside its place; what stays there is removed."""
    with ExitStack() as stack:
        files = {name: file_of(root, name, delivery_id) for name in _ALL}
        yield {name: stack.enter_context(building(file)) for name, file in files.items()}


def make_folders(root: DataRoot) -> None:
    """Make the folders in which tables are written."""
    for name in _ALL:
        folder_of(root, name).mkdir(parents=True, exist_ok=True)


def put_answers(root: DataRoot, place: str, written: Mapping[str, Path]) -> dict[str, str]:
    """Put the tables that were written in their place, as all that lies there; returns their hashes."""
    for name, fresh in written.items():
        file = file_of(root, name, place)
        if fresh.exists():
            replace_file(fresh, file)
        else:
            remove(file)
    return hashes(root, place)


def hashes(root: DataRoot, place: str) -> dict[str, str]:
    """Hex sha256 of each table that is at a place: that of a delivery, or of a pack."""
    found = {name: known_sha256(file_of(root, name, place)) for name in _ALL}
    return {name: sha256 for name, sha256 in found.items() if sha256}


def files(root: DataRoot, place: str) -> list[Path]:
    """The tables that are at a place."""
    return [file for name in _ALL if (file := file_of(root, name, place)).exists()]


def places(root: DataRoot) -> list[str]:
    """Every place at which there is a table."""
    found = {file.stem for name in _ALL for file in folder_of(root, name).glob("*.parquet")}
    return sorted(found - {EMPTY})


def whole(root: DataRoot, records: Iterable[Record]) -> set[str]:
    """Ids of the deliveries whose tables are there as they were written.

    Of a record of an earlier version, which kept no hashes, they only have to be there.
    """
    at = cache(partial(hashes, root))
    return {
        record.delivery_id
        for record in records
        if (
            at(record.place) == record.tables if record.tables else {*TABLES} <= {*at(record.place)}
        )
    }


def remove_answers(root: DataRoot, place: str) -> None:
    """Take away all tables at a place."""
    for name in _ALL:
        remove(file_of(root, name, place))


# Asked for several times for each delivery that a pack holds.
@lru_cache(maxsize=10_000)
def file_of(root: DataRoot, name: str, place: str) -> Path:
    """Where one table lies: that of a delivery, or of a pack."""
    return folder_of(root, name) / f"{place}.parquet"


def folder_of(root: DataRoot, name: str) -> Path:
    """Where the tables of this name lie: open answers apart from the rest."""
    return (root.restricted if name == "open_answers" else root.raw) / name
