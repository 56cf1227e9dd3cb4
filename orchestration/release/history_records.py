"""Records of the history: one per release, each naming the hash of the one before it.

Belongs here: their shape, reading the chain, and the sentence about one that is not whole. Does not
belong here: what a release starts from, or adding to the history (history_store).
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from orchestration.core.data_root import DataRoot
from orchestration.core.errors import UserError
from orchestration.core.json_text import readable

RECORD = "record.json"
WHAT_TO_DO = (
    "Nothing is published: with the earlier releases, a new one could tell of single people."
    " Restore restricted/history from your backup. If nobody has a copy of any earlier release,"
    " state that: `mukana history start-anew --reason REASON`."
)


class HistoryError(UserError):
    """Nothing may be published: what earlier releases said is not known."""


@dataclass(frozen=True)
class Record:
    """One release: its place in the chain, and what it was made from.

    `previous`: sha256 of the record before it. `tables`: file -> sha256. `has_withdrawn`: it left
    people out who had withdrawn since the release before. `held_people_band`: of how many people
    the newest data wait, as a band.
    """

    number: int
    candidate_id: str
    fingerprint: str
    key_id: str
    previous: str | None
    tables: dict[str, str]
    has_withdrawn: bool
    held_people_band: str

    @property
    def content(self) -> bytes:
        """The bytes of its file."""
        return readable(asdict(self))

    @property
    def sha256(self) -> str:
        """What the next record names it by."""
        return hashlib.sha256(self.content).hexdigest()


def read_all(root: DataRoot) -> list[Record]:
    """The records in order. Raises HistoryError where one is missing, damaged or of another chain."""
    found: list[Record] = []
    folders = sorted(path for path in root.history.glob("[0-9]*") if path.is_dir())
    for number, folder in enumerate(folders, 1):
        record = read(folder / RECORD)
        previous = found[-1].sha256 if found else None
        if record is None or record.number != number or folder.name != f"{number:06}":
            raise damaged(root, f"{folder.name}/{RECORD}")
        if record.previous != previous:
            raise damaged(root, f"{folder.name}/{RECORD}")
        found.append(record)
    return found


def damaged(root: DataRoot, what: str) -> HistoryError:
    """The error about a part of the history."""
    return HistoryError(
        f"The history in {root.history} is damaged or not whole ({what}). {WHAT_TO_DO}"
    )


def read(file: Path) -> Record | None:
    """A record; None where there is none that can be read."""
    try:
        return Record(**json.loads(file.read_bytes()))
    except (FileNotFoundError, IsADirectoryError, ValueError, TypeError):
        return None


def folder_of(root: DataRoot, record: Record) -> Path:
    """The folder of a record and its tables."""
    return root.history / f"{record.number:06}"
