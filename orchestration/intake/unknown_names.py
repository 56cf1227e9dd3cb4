"""Names in refused files that no register knows, for the person who keeps the registers.

Belongs here: reading the columns of names of refused files again, and which names may be shown.
They come from cells, so they go to the terminal of whoever asked and nowhere else: no record, log
or receipt has them.

A cell may hold anything. Shown is a name that is like a known one or is on at least five rows, is
short, and holds no identity code, e-mail address, phone number or long number. What reads as first
and last name is shown only if it is like a known one. The others are only counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from orchestration.core.limited_process import BrokenWorkError
from orchestration.core.text import is_blank
from orchestration.ingest.messages.refusal import Refusal
from orchestration.ingest.read_delivery import Context, recognise_file
from orchestration.ingest.recognise.recognised_sheet import RecognisedSheet
from orchestration.ingest.registers.registers import Registers
from orchestration.intake import file_content, register_lines
from orchestration.intake.declared_inputs import Declared
from orchestration.intake.folder_statement import stated
from orchestration.intake.landing import Arrival, look
from orchestration.intake.limited_reading import within_limits
from orchestration.intake.record import REFUSED, Record, received
from orchestration.intake.take import context_of
from orchestration.privacy.personal_data import is_full_name, may_be_shown

KINDS = ("service", "municipality", "area")
# As many rows as the smallest group of people that is published.
_ENOUGH_ROWS = 5


@dataclass(frozen=True)
class UnknownName:
    """A name that no register knows, the nearest known ones, and a line for a register."""

    kind: str
    name: str
    rows: int
    nearest: tuple[str, ...]
    register: str
    line: str


@dataclass(frozen=True)
class UnknownNames:
    """The names that may be shown, and how many distinct others there are."""

    shown: list[UnknownName]
    not_shown: int


def find(declared: Declared) -> UnknownNames:
    """Read the refused files that still lie in landing; one after the other, nothing is stored."""
    context = context_of(declared, b"no person is known again")
    counts: Counter[tuple[str, str]] = Counter()
    for arrival in _refused(declared.root.landing, declared.records):
        counts.update(_in_file(declared, arrival, context))
    found = [
        _described(declared, kind, name, rows) for (kind, name), rows in sorted(counts.items())
    ]
    shown = [one for one in found if _may_be_shown(one)]
    return UnknownNames(shown, len(found) - len(shown))


def _refused(landing: Path, records: list[Record]) -> Iterator[Arrival]:
    refused = {file for record in records if record.status == REFUSED for file in record.files}
    return (one for one in look(landing) if received(one) in refused)


def _in_file(declared: Declared, arrival: Arrival, context: Context) -> Counter[tuple[str, str]]:
    fields = stated(arrival.path.relative_to(declared.root.landing), declared.statements)
    try:
        content = file_content.read(arrival.path, context.limits)
        return within_limits(_names_in, context, content.data, fields)
    except (Refusal, OSError, BrokenWorkError):
        return Counter()  # a file that cannot be read has its own message


def _names_in(context: Context, data: bytes, fields: dict[str, str]) -> Counter[tuple[str, str]]:
    """The part that is done in the process that reads a file."""
    found = recognise_file(data, context, fields)
    return Counter(
        name
        for kind in KINDS
        for column in {part.column_of(kind) for part in found.layout.parts} - {None}
        for name in _unknown(found, kind, column, context.registers)
    )


def _unknown(
    found: RecognisedSheet, kind: str, column: int, registers: Registers
) -> Iterator[tuple[str, str]]:
    texts = found.sheet.columns[column].slice(found.header_row + 1).to_pylist()
    for text in texts:
        name = " ".join(text.split())
        if registers.code(kind, name) is None and not is_blank(name):
            yield kind, name


def _described(declared: Declared, kind: str, name: str, rows: int) -> UnknownName:
    registers = declared.registers()
    nearest = tuple(registers.nearest(kind, name))
    codes = [registers.code(kind, one) for one in nearest]
    code = codes[0] if len(codes) == 1 and codes[0] else "CODE"
    register, cells = "aliases", {"kind": kind, "alias": name, "code": code}
    if kind == "service" and not codes:
        register, cells = "services", {"service_code": code, "name_fi": name}
    [line] = register_lines.lines(declared.root.registers, register, [cells])
    return UnknownName(kind, name, rows, nearest, register, line)


def _may_be_shown(one: UnknownName) -> bool:
    # The name of somebody who works there may be on many rows, too.
    is_common = bool(one.nearest) or (one.rows >= _ENOUGH_ROWS and not is_full_name(one.name))
    return may_be_shown(one.name) and is_common
