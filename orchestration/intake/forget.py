"""Forgetting people: out of landing, raw, restricted and warehouse, whoever sent their answers.

Belongs here: finding everything that is of them, and the order in which it goes. A run that dies
midway is finished by the same command. Does not belong here: asking the person at the terminal (cli),
or what was published (the next run takes it back).

The order: the list first, so that nobody comes back; then files in landing, which are known by what
raw still holds; then raw; then what is counted of it.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from filelock import FileLock

from orchestration.core import atomic_files
from orchestration.core.data_root import DataRoot
from orchestration.core.errors import UserError
from orchestration.core.json_text import canonical
from orchestration.core.limited_process import BrokenWorkError
from orchestration.ingest.messages.refusal import Refusal
from orchestration.ingest.read_delivery import Context
from orchestration.ingest.readers import read_sheets
from orchestration.intake import (
    file_content,
    forgotten,
    landing,
    ledger,
    raw_places,
    raw_store,
    reasons,
    settling,
    take,
)
from orchestration.intake.declared_inputs import Declared
from orchestration.intake.limited_reading import within_limits
from orchestration.privacy.pseudonyms import fold, person_key

PROOF = "forgotten.jsonl"


@dataclass(frozen=True)
class Found:
    """What a root holds of some people.

    `keys`: their pseudonyms; `unmatched`: how many of the codes nothing was found of yet. `rows`:
    (delivery id, row number) in raw. `files`: in landing. `unread`: files that could not be opened.
    """

    keys: tuple[str, ...]
    unmatched: int
    rows: tuple[tuple[str, int], ...]
    files: tuple[Path, ...]
    unread: tuple[Path, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How much there is, without saying of whom."""
        return {
            "people": len(self.keys) - self.unmatched,
            "people_awaited": self.unmatched,
            "submissions": len(self.rows),
            "deliveries": len({delivery for delivery, _ in self.rows}),
            "files_in_quarantine": len(self.files),
            "files_not_opened": len(self.unread),
        }


def find(declared: Declared, questionnaire: str, codes: Sequence[str]) -> Found:
    """Everything that a root holds under these respondent codes of a questionnaire. Reads only.

    Codes are those of all questionnaires with the same scope. Raises UserError.
    """
    survey = declared.surveys().get(questionnaire)
    if survey is None:
        known = ", ".join(sorted(declared.surveys()))
        raise UserError(f"There is no questionnaire `{questionnaire}`. There are: {known}.")
    scope, secret = survey.questionnaire.scope, declared.secret()
    key_of = {fold(code): person_key(code, scope, secret) for code in codes if fold(code)}
    if not key_of:
        raise UserError("No respondent code was given.")
    rows = rows_of(declared, [key for key in key_of.values() if key])
    held = {row[0] for row in rows.values() for row in row}
    files, unread, seen = _files_of(declared, held, frozenset(key_of))
    known = forgotten.keys(declared.root) | rows.keys()
    is_found = {key for code, key in key_of.items() if key in known or code in seen}
    return Found(
        tuple(sorted(key for key in key_of.values() if key)),
        len(key_of) - len(is_found),
        tuple(sorted(row for found in rows.values() for row in found)),
        files,
        unread,
    )


def carry_out(declared: Declared, found: Found, by: tuple[str, str]) -> dict[str, int]:
    """Take it all out; `by` is who asked for it and why, without any name of the person.

    Returns the counts, which are also added to the proof. The next run takes the people out of what
    is published. Raises UserError before anything, if the reason is empty or holds personal data.
    """
    if wrong := reasons.unfit(by[1]):
        raise UserError(wrong)
    root = declared.root
    with FileLock(root.lock):
        forgotten.add(root, found.keys)
        for file in found.files:
            _quarantine(root, file)
        settling.take_out(declared, found.rows, "forgotten")
        settling.settle(declared, {delivery for delivery, _ in found.rows})
        remove_made(root)
        line = {"at": datetime.now(UTC).isoformat(timespec="seconds"), "by": by[0], "reason": by[1]}
        _prove(root, line | found.counts)
    return found.counts


def rows_of(declared: Declared, keys: Sequence[str]) -> dict[str, list[tuple[str, int]]]:
    """Pseudonym -> rows in raw, of every delivery that was read, whoever sent it."""
    found: dict[str, list[tuple[str, int]]] = {}
    wanted = pa.array(keys, pa.string())
    for record in ledger.was_read(declared.records):
        if not raw_places.file_of(declared.root, "submissions", record.place).exists():
            continue
        table = raw_store.table_of(
            declared.root, record, "submissions", ["row_number", "person_key"]
        )
        mine = table.filter(pc.is_in(table["person_key"], value_set=wanted))
        for number, key in zip(
            *(mine[name].to_pylist() for name in mine.column_names), strict=True
        ):
            found.setdefault(key, []).append((record.delivery_id, number))
    return found


def _files_of(
    declared: Declared, deliveries: set[str], folded: frozenset[str]
) -> tuple[tuple[Path, ...], tuple[Path, ...], set[str]]:
    """Files in landing that hold the people, by what was read of them or by their cells; files that
    could not be opened; and the codes that were in cells.
    """
    by_name = {file.name: record for record in declared.records for file in record.files}
    context = take.context_of(declared, b"nobody is known again")
    files, unread, seen = [], [], set()
    for arrival in landing.look(declared.root.landing):
        record = by_name.get(arrival.name)
        if record and record.delivery_id in deliveries:
            files.append(arrival.path)
        elif record is None or not record.was_read:
            held = _held(context, arrival.path, folded)
            if held is None:
                unread.append(arrival.path)
            elif held:
                files.append(arrival.path)
                seen |= held
    return tuple(sorted(files)), tuple(sorted(unread)), seen


def _held(context: Context, path: Path, folded: frozenset[str]) -> set[str] | None:
    """The codes that are cells of a file that was not read; None if it cannot be opened."""
    try:
        content = file_content.read(path, context.limits)
        return within_limits(_codes_in, context, content.data, folded)
    except (Refusal, OSError, BrokenWorkError):
        return None


def _codes_in(context: Context, data: bytes, folded: frozenset[str]) -> set[str]:
    """The part that is done in the process that reads a file."""
    return {
        code
        for sheet in read_sheets(data, context.limits)
        for text in _texts(sheet.columns)
        if (code := fold(text)) in folded
    }


def _texts(columns: Iterable[pa.Array]) -> Iterable[str]:
    for column in columns:
        yield from (text for text in pc.unique(column).to_pylist() if text)


def _quarantine(root: DataRoot, file: Path) -> None:
    """Move a file out of landing, under the same name; nobody reads it there."""
    target = root.quarantine / file.relative_to(root.landing)
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    while target.exists():
        target = target.with_name(f"again_{target.name}")
    shutil.move(file, target)


def remove_made(root: DataRoot) -> None:
    """Remove what is made again: the tables per person, the candidate made from them, and what the
    next release would be compared with."""
    for path in (root.warehouse.parent, root.candidate, root.compared):
        if path.exists():
            atomic_files.remove(path)


def _prove(root: DataRoot, line: dict[str, object]) -> None:
    """Add a line to the proof: when, by whom, why and how much, and nothing of whom."""
    file = root.decisions / PROOF
    before = file.read_bytes() if file.exists() else b""
    root.decisions.mkdir(parents=True, exist_ok=True)
    atomic_files.write_whole(file, before + canonical(line) + b"\n")
