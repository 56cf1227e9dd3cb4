"""The history on disk: what every release has left of each measurement, in `restricted/history`.

Belongs here: which release a new one starts from, whether the history is whole, and adding to it.
Does not belong here: what it allows (privacy), or its tables (the warehouse makes them).

A folder per release, with its tables and `record.json`. Each record names the hash of the one
before it and of its own tables. The tables of the last two are kept: those that the next release
starts from, and those that the last one started from, so that it can be made again from the same
inputs. No clock and no path is part of a record.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

from orchestration.core import atomic_files
from orchestration.core.data_root import DataRoot
from orchestration.core.json_text import readable
from orchestration.intake import reasons
from orchestration.privacy.history import band_of_held
from orchestration.privacy.history_tables import SCHEMAS, file_name
from orchestration.release import database_memory, kept_rows
from orchestration.release.approval import RUN_AGAIN, NotPublishable
from orchestration.release.history_records import (
    RECORD,
    WHAT_TO_DO,
    HistoryError,
    Record,
    damaged,
    folder_of,
    read,
    read_all,
)
from orchestration.release.history_shape import require_tables
from orchestration.release.kept import release_in_use
from orchestration.release.manifest import release_id_of

STAGED = "candidate"
# In decisions/: the release that readers have and that a restored root does not know.
LATER = "later_release.json"
_KEPT_TABLES = 2


@dataclass(frozen=True)
class Base:
    """What a release starts from: a record and the folder of its tables, both None at the start."""

    number: int
    record: Record | None
    folder: Path | None


def base(root: DataRoot, fingerprint: str, key_id: str) -> Base:
    """What the release of these inputs starts from.

    The last release; or, if that was made from the same inputs, the one that it started from: made
    again, it comes out the same. Raises HistoryError if releases exist and the history does not
    tell what they said.
    """
    records = read_all(root)
    _require_whole(root, records)
    if records and records[-1].key_id != key_id:
        raise HistoryError(
            f"The history in {root.history} was written with another key of pseudonyms: nobody in it"
            " can be recognised. Restore root.json and the key from your backup."
        )
    last = len(records) - 1
    if records and records[-1].fingerprint == fingerprint:
        may_repeat = (
            last == 0 or folder_of(root, records[last - 1]).joinpath(_first_file()).exists()
        )
        last -= 1 if may_repeat else 0
    if last < 0:
        return Base(0, None, None)
    require_tables(root, records[last])
    return Base(last + 1, records[last], folder_of(root, records[last]))


def require_whole(root: DataRoot) -> None:
    """Raises HistoryError unless the history is whole and tells what the release in use said."""
    _require_whole(root, read_all(root))


def stage(
    root: DataRoot,
    made_from: Base,
    candidate_id: str,
    inputs: tuple[str, str],
    memory_bytes: int | None = None,
) -> Record:
    """Put what a candidate leaves beside the history; publishing it adds that.

    Reads the warehouse that the candidate was made from. `inputs`: fingerprint and key id.
    `memory_bytes`: what the database may hold in memory, to put the answers in order; None: what it takes.
    """
    root.history.mkdir(parents=True, exist_ok=True)
    atomic_files.sweep(root.history)
    staged = root.history / STAGED
    with atomic_files.building(staged) as fresh:
        fresh.mkdir()
        has_withdrawn, held = _export(root.warehouse, fresh, memory_bytes)
        hashes = {name: atomic_files.sha256_of(fresh / name) for name in map(file_name, SCHEMAS)}
        previous = made_from.record.sha256 if made_from.record else None
        number = made_from.number + 1
        record = Record(number, candidate_id, *inputs, previous, hashes, has_withdrawn, held)
        (fresh / RECORD).write_bytes(record.content)
        atomic_files.flush_below(fresh)
        atomic_files.swap_folder(fresh, staged)
    return record


def staged(root: DataRoot, candidate_id: str) -> Record | None:
    """What a candidate adds to the history when it is published; None where that is not there."""
    record = read(root.history / STAGED / RECORD)
    return record if record and record.candidate_id == candidate_id else None


_WITHDRAWN = "select count(*) > 0 from restricted.int_withdrawn_people"
_HELD = """
select count(distinct person_number) + count(*) filter (where person_number is null)
from restricted.int_published_measurements where is_held
"""


def _export(warehouse: Path, folder: Path, memory_bytes: int | None) -> tuple[bool, str]:
    """Write the tables that the warehouse keeps; whether anybody has withdrawn, how many are held."""
    import duckdb

    with duckdb.connect(str(warehouse), read_only=True) as connection:
        database_memory.limit(connection, warehouse, memory_bytes)
        kept_rows.prepare(connection)
        for table in SCHEMAS:
            file = str(folder / file_name(table)).replace("'", "''")
            connection.execute(
                f"copy ({kept_rows.query(table)}) to '{file}' (format parquet, codec 'zstd')"
            )
        [[has_withdrawn]] = connection.execute(_WITHDRAWN).fetchall()
        [[held_count]] = connection.execute(_HELD).fetchall()
    return bool(has_withdrawn), band_of_held(held_count)


def keep(root: DataRoot, candidate_id: str) -> Record:
    """Add what a candidate leaves to the history, before anybody can read the release.

    Raises NotPublishable where that is not there, or does not follow the last release.
    """
    folder, records = root.history / STAGED, read_all(root)
    atomic_files.settle_folder(folder)
    record = staged(root, candidate_id)
    if record is None:
        kept = records[-1] if records else None
        if kept is not None and kept.candidate_id == candidate_id:
            return kept
        raise NotPublishable("no_history", "What this candidate adds to the history is not there.")
    if any(atomic_files.sha256_of(folder / name) != sha for name, sha in record.tables.items()):
        raise NotPublishable("altered_history", f"The tables in {folder} were altered.")
    last = records[-1] if records else None
    if last == record:
        atomic_files.remove(folder)
        return record
    if (len(records), last and last.sha256) != (record.number - 1, record.previous):
        raise NotPublishable(
            "other_history",
            "The same inputs gave other numbers than before, or another release came first: both"
            " together could tell of a person.",
            f"Install the versions in constraints.txt. {RUN_AGAIN}",
        )
    atomic_files.replace(folder, folder_of(root, record))
    _forget(root, record)
    return record


def _forget(root: DataRoot, newest: Record) -> None:
    """Remove the tables of older releases; all of them where people have withdrawn since."""
    kept = 1 if newest.has_withdrawn else _KEPT_TABLES
    for number in range(1, newest.number - kept + 1):
        for table in SCHEMAS:
            (root.history / f"{number:06}" / file_name(table)).unlink(missing_ok=True)


def _require_whole(root: DataRoot, records: list[Record]) -> None:
    """The last tables are those that were written, and the releases that readers have a record."""
    known = {release_id_of(record.candidate_id) for record in records}
    for release_id in _readers_have(root):
        is_started = not records and _is_started(root, release_id)
        if release_id not in known and not is_started:
            raise HistoryError(
                f"The history in {root.history} does not tell what release {release_id} said of"
                f" people. {WHAT_TO_DO}"
            )
    for record in records[-1:]:
        for name, sha in record.tables.items():
            file = folder_of(root, record) / name
            if not file.is_file() or atomic_files.sha256_of(file) != sha:
                raise damaged(root, f"{record.number:06}/{name}")


def _readers_have(root: DataRoot) -> list[str]:
    """The release in use; and that which came after the backup that the root was restored from."""
    in_use = release_in_use(root)
    found = [in_use] if in_use else []
    try:
        found.append(str(json.loads((root.decisions / LATER).read_bytes())["release_id"]))
    except FileNotFoundError:
        pass
    except (OSError, ValueError, LookupError, TypeError):
        raise damaged(root, f"decisions/{LATER}") from None
    return found


def state_later(root: DataRoot, release_id: str) -> None:
    """Keep that readers have a release which came after all that the history tells of.

    Nothing is published until a history that tells of it is restored, or it starts anew.
    """
    root.decisions.mkdir(parents=True, exist_ok=True)
    atomic_files.write_whole(root.decisions / LATER, readable({"release_id": release_id}))


def _is_started(root: DataRoot, release_id: str) -> bool:
    return (root.decisions / start_file(release_id)).is_file()


def start_file(release_id: str) -> str:
    """The decision that the history starts anew after this release."""
    return f"start_history_{release_id}.json"


def start_anew(root: DataRoot, name: str, reason: str) -> str:
    """Keep a person's statement that no earlier release is in circulation.

    What is left of the history is set aside. Raises HistoryError where there is no release, or the
    name or reason is empty, or the reason holds personal data.
    """
    ids = _readers_have(root)
    if not ids:
        raise HistoryError("Nothing is published: the history starts by itself.")
    if wrong := reasons.unfit(reason, name):
        raise HistoryError(wrong)
    content = {"decision": "start_history", "name": name.strip(), "reason": reason.strip()}
    release_id = ids[-1]
    with FileLock(root.lock):
        root.decisions.mkdir(exist_ok=True)
        for one in ids:
            file = root.decisions / start_file(one)
            atomic_files.write_whole(file, readable(content | {"release_id": one}))
        if root.history.exists():
            aside = root.history.with_name(f"history_until_{release_id}")
            atomic_files.remove(aside)
            atomic_files.replace(root.history, aside)
    return f"The history starts anew after release {release_id}."


def _first_file() -> str:
    return file_name(next(iter(SCHEMAS)))
