"""What a release was made from: its declarations line by line, and the deliveries that counted.

Belongs here: keeping that beside a release, and the lines that changed since. It lies in
`releases/`, never in `published/`. Does not belong here: what follows from a change (loss).
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from difflib import SequenceMatcher
from pathlib import Path

from orchestration.core.atomic_files import write_whole
from orchestration.core.json_text import readable
from orchestration.intake.declared_inputs import Declared
from orchestration.intake.record import ACCEPTED, Record
from orchestration.release import kept

FILE_NAME = "inputs.json"
# Names in these registers are those of services and organisations; other registers may hold what
# was copied from a form, so only the numbers of their lines are shown.
_SHOWN = ("registers/services.csv", "registers/senders.csv", "registers/earlier_names.csv")
_LONGEST = 80


@dataclass(frozen=True)
class Counted:
    """One delivery that was read: whether it counts, and the rows a person or a consent removed.

    `forgotten`: rows of people who asked to be removed.
    """

    sender_code: str
    is_accepted: bool
    removed: int
    withdrawn: int
    forgotten: int = 0


@dataclass(frozen=True)
class Inputs:
    """`files`: path -> text of every register and questionnaire; `code`: hash of Mukana itself.

    Of a register that may quote a form each line is a hash.
    """

    files: dict[str, str]
    deliveries: dict[str, Counted]
    code: str


@dataclass(frozen=True)
class ChangedLine:
    """A line that is otherwise now, or gone; `number` is where it was. `text` may be empty."""

    file: str
    number: int
    text: str


def of_now(declared: Declared) -> Inputs:
    """The inputs as they are now."""
    deliveries = {r.delivery_id: _counted(r) for r in declared.records if r.was_read}
    files = {name: _kept(name, text) for name, text in declared.texts().items()}
    return Inputs(files, deliveries, declared.code)


def _kept(file: str, text: str) -> str:
    if file in _SHOWN or file.endswith(".yml"):
        return text
    return "\n".join(hashlib.sha256(line.encode()).hexdigest() for line in text.splitlines())


def _counted(record: Record) -> Counted:
    gone = record.account.get("gone", 0) if record.removal == "removed" else 0
    forgotten = record.counts.get("forgotten", 0)
    is_accepted = record.status == ACCEPTED
    return Counted(record.sender_code, is_accepted, gone, len(record.withdrawn), forgotten)


def keep(folder: Path, inputs: Inputs) -> None:
    """Write the inputs into the folder of a release in `releases/`; those of an earlier time go."""
    write_whole(folder / FILE_NAME, readable(asdict(inputs)))


def of_release(folder: Path) -> Inputs | None:
    """The inputs of a release; None where they were not kept or cannot be read."""
    try:
        content = json.loads((folder / FILE_NAME).read_bytes())
        deliveries = {key: Counted(**one) for key, one in content["deliveries"].items()}
        return Inputs(content["files"], deliveries, content["code"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def new_since_release(declared: Declared) -> list[Record]:
    """Deliveries that the release in use was not made from, in order of arrival."""
    in_use = kept.release_in_use(declared.root)
    before = of_release(declared.root.releases / in_use) if in_use else None
    known = set(before.deliveries) if before else set()
    new = [record for record in declared.records if record.delivery_id not in known]
    return sorted(new, key=lambda record: record.order)


def changed_lines(before: Inputs, now: Inputs) -> list[ChangedLine]:
    """The lines of registers and questionnaires that are otherwise now or gone, and new files."""
    found: list[ChangedLine] = []
    for file in sorted({*before.files, *now.files}):
        old, new = before.files.get(file, ""), now.files.get(file, "")
        if old != new:
            found += _changed(file, old, new)
    return found


def _changed(file: str, old: str, new: str) -> Iterator[ChangedLine]:
    lines, new_lines = old.splitlines(), new.splitlines()
    known = set(_cells(new_lines))
    for kind, start, end, new_start, new_end in SequenceMatcher(
        None, lines, new_lines, autojunk=False
    ).get_opcodes():
        if kind == "insert":
            yield from (ChangedLine(file, n + 1, "") for n in range(new_start, new_end))
        elif kind != "equal":
            yield from (
                ChangedLine(file, n + 1, _shown(file, lines[n], known)) for n in range(start, end)
            )


def _shown(file: str, line: str, known: set[str]) -> str:
    """What of a line is nowhere in the file any more, if it may be shown."""
    if file in _SHOWN:
        return ", ".join(f"`{cell}`" for cell in _cells([line]) if cell and cell not in known)
    return f"`{line.strip()[:_LONGEST]}`" if file.endswith(".yml") else ""


def _cells(lines: Iterable[str]) -> Iterator[str]:
    lines = list(lines)
    delimiter = ";" if lines and lines[0].count(";") > lines[0].count(",") else ","
    for row in csv.reader(lines, delimiter=delimiter):
        yield from (cell.strip() for cell in row)
