"""Where the tables of a delivery lie in raw/ and restricted/, and whether they are as they were written.

Belongs here: paths and hashes. Does not belong here: what is in a table (raw_store); pyarrow, which
takes longer to load than `mukana status` takes for all the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from orchestration.core.atomic_files import building, remove, replace_file
from orchestration.core.content_hashes import known_sha256
from orchestration.core.data_root import DataRoot
from orchestration.ingest.convert.table_names import TABLES
from orchestration.intake.record import Record

_ALL = (*TABLES, "refusals")


@contextmanager
def targets(root: DataRoot, delivery_id: str) -> Iterator[dict[str, Path]]:
    """Where to write the tables of one delivery, each beside its place; what stays there is removed."""
    with ExitStack() as stack:
        files = {name: file_of(root, name, delivery_id) for name in _ALL}
        for file in files.values():
            file.parent.mkdir(parents=True, exist_ok=True)
        yield {name: stack.enter_context(building(file)) for name, file in files.items()}


def put_answers(root: DataRoot, delivery_id: str, written: Mapping[str, Path]) -> dict[str, str]:
    """Put the tables of one delivery that were written in their place; returns their hashes."""
    for name, fresh in written.items():
        file = file_of(root, name, delivery_id)
        if fresh.exists():
            replace_file(fresh, file)
        else:
            remove(file)
    return hashes(root, delivery_id)


def hashes(root: DataRoot, delivery_id: str) -> dict[str, str]:
    """Hex sha256 of each table of a delivery that is there."""
    found = {name: known_sha256(file_of(root, name, delivery_id)) for name in _ALL}
    return {name: sha256 for name, sha256 in found.items() if sha256}


def files(root: DataRoot, delivery_id: str) -> list[Path]:
    """The tables of a delivery that are there."""
    return [file for name in _ALL if (file := file_of(root, name, delivery_id)).exists()]


def is_whole(root: DataRoot, record: Record) -> bool:
    """True if the tables of a delivery are there as they were written.

    Of a record of an earlier version, which kept no hashes, they only have to be there.
    """
    found = hashes(root, record.delivery_id)
    return found == record.tables if record.tables else set(TABLES) <= set(found)


def remove_answers(root: DataRoot, delivery_id: str) -> None:
    """Take away all tables of one delivery."""
    for name in _ALL:
        remove(file_of(root, name, delivery_id))


def file_of(root: DataRoot, name: str, delivery_id: str) -> Path:
    """Where one table of a delivery lies."""
    return folder_of(root, name) / f"{delivery_id}.parquet"


def folder_of(root: DataRoot, name: str) -> Path:
    """Where the tables of this name lie: open answers apart from the rest."""
    return (root.restricted if name == "open_answers" else root.raw) / name
