"""Registers of a data root: services, senders, aliases, corrections, chosen directions.

Belongs here: reading and checking the registers, and looking names up. Pure but for reading
the files it is given. National classifications are seeds of the warehouse; their names are
read from there so that they are kept in one place.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from orchestration.core.errors import UserError
from orchestration.core.text import normalise, plain
from orchestration.core.words import Words
from orchestration.ingest.registers import earlier_names
from orchestration.ingest.registers.known_texts import known_texts
from orchestration.ingest.registers.official_names import (
    areas_of_number,
    captions,
)
from orchestration.ingest.registers.register_codes import wrong_codes
from orchestration.ingest.registers.register_file import Line, lines_of

if TYPE_CHECKING:
    from orchestration.ingest.registers.directions import Direction

COLUMNS: dict[str, tuple[str, ...]] = {
    "services": (
        "service_code", "name_fi", "name_sv", "name_en",
        "service_type_code", "organisation_name", "sector_code", "municipality_code", "senders",
    ),
    "senders": ("sender_code", "name_fi", "name_sv", "name_en", "service_code"),
    "aliases": ("kind", "alias", "code", "note"),
    "corrections": (
        "sender_code", "form_code", "response_id", "answered_at", "field", "from", "to", "reason",
    ),
    "directions": (
        "sender_code", "questionnaire_code", "form_code", "scale_code", "direction", "lowest",
        "name", "reason",
    ),
    "earlier_names": ("service_code", "name"),
}  # fmt: skip
_KEY = {"services": "service_code", "senders": "sender_code"}


class RegisterError(UserError):
    """A register cannot be used; `problems` has one `file:line: …` sentence each."""


@dataclass(frozen=True)
class Correction:
    """One line of `registers/corrections.csv`; `line` is its number in the file."""

    line: int
    sender_code: str
    form_code: str
    response_id: str
    answered_at: str
    field: str
    expected: str
    wanted: str

    def concerns(self, sender_code: str, form_code: str, field: str) -> bool:
        """True if this line may name rows of such a delivery."""
        return (self.sender_code, self.field) == (sender_code, field) and (
            self.form_code in ("", form_code)
        )


@dataclass(frozen=True)
class Registers:
    """Rows of the registers, and name -> code for each kind of name that files use."""

    services: list[dict[str, str]]
    senders: list[dict[str, str]]
    aliases: list[dict[str, str]]
    names: dict[str, Words]
    corrections: list[Correction] = field(default_factory=list)
    directions: list[dict[str, str]] = field(default_factory=list)

    def directions_of(self, sender: str, questionnaire: str, form: str) -> dict[str, Direction]:
        """The directions chosen for this sender's form, by scale or question; the last choice counts."""
        from orchestration.ingest.registers.directions import Direction

        key = (sender, questionnaire, form)
        return {
            row["scale_code"]: Direction(row["direction"] == "reversed", int(row["lowest"]), True)
            for row in self.directions
            if (row["sender_code"], row["questionnaire_code"], row["form_code"]) == key
        }

    def code(self, kind: str, name: str) -> str | None:
        """Code of a service, municipality or area by its code, name or alias.

        A bare number is no area: 05 is Varsinais-Suomi today, but was Päijät-Häme or Kanta-Häme
        in other classifications. A person who knows which it is declares it as an alias.
        """
        return self.names[kind].get(name)

    def nearest(self, kind: str, name: str) -> list[str]:
        """Known names that the text may mean: of a number, those of the areas that had it in any
        classification; else the one most like it.
        """
        key, name_of = normalise(name), captions(kind, self.services)
        if key.isdecimal():
            return [name_of[code] for code in areas_of_number(kind, key) if code in name_of]
        close = get_close_matches(key, self.names[kind], n=1, cutoff=0.6)
        return [name_of[code] for text in close if (code := self.names[kind].get(text))]


def load(folder: Path) -> Registers:
    """Read all registers; an absent file is an empty one. Raises RegisterError by file and line."""
    problems: list[str] = []
    rows = {name: _lines(folder / f"{name}.csv", name, problems) for name in COLUMNS}
    for name, kind in (("services", "service"), ("senders", "sender")):
        problems += _name(rows[name], kind, folder / f"{name}.csv")
    problems += wrong_codes(folder, rows["services"], rows["senders"])
    if problems:
        raise RegisterError(*problems)
    names = known_texts(folder, rows, problems)
    earlier_names.add(names["service"], rows["services"], rows["earlier_names"])
    corrections = _corrections(folder / "corrections.csv", rows["corrections"], names, problems)
    for row in rows["directions"]:
        if row["direction"] not in ("as_declared", "reversed") or not row["lowest"].isdecimal():
            problems.append(
                f"{folder / 'directions.csv'}:{row.number}: direction is as_declared or reversed, lowest a"
                " number"
            )
    if problems:
        raise RegisterError(*problems)
    tables = {name: [dict(line) for line in lines] for name, lines in rows.items()}
    return Registers(
        tables["services"],
        tables["senders"],
        tables["aliases"],
        names,
        corrections,
        tables["directions"],
    )


def _name(rows: list[Line], kind: str, file: Path) -> Iterator[str]:
    """Give every row a Finnish name, which the other languages fall back to; yield what is missing."""
    for row in rows:
        row["name_fi"] = row["name_fi"] or row["name_sv"] or row["name_en"]
        for column in (f"{kind}_code", "name_fi"):
            if not row[column]:
                yield f"{file}:{row.number}: `{column}` is empty"


def _corrections(
    file: Path, rows: list[Line], names: dict[str, Words], problems: list[str]
) -> list[Correction]:
    """The lines of the register of corrections; what is wrong with a line goes to `problems`."""
    found = []
    for row in rows:
        line = Correction(
            row.number, row["sender_code"], row["form_code"], row["response_id"], row["answered_at"],
            row["field"], row["from"], row["to"],
        )  # fmt: skip
        known = {
            "phase": {"start", "end", "single"},
            "service": names["service"],
        }.get(line.field, set())
        checks = {
            "`sender_code` is empty": bool(line.sender_code),
            "`field` is phase or service": bool(known),
            "`to` is not a known phase or service": line.wanted in known,
            "give `response_id`, or `answered_at` as 31.12.2024 10:00": bool(line.response_id)
            or _is_date(line.answered_at),
            "`reason` is empty": bool(row["reason"]),
        }
        problems += [
            f"{file}:{line.line}: {problem}" for problem, is_well in checks.items() if not is_well
        ]
        found.append(line)
    return found


def _is_date(text: str) -> bool:
    import pyarrow as pa

    from orchestration.ingest.readers.cell_dates import parse_dates

    return bool(text) and parse_dates(pa.array([text])).null_count == 0


def content_hash(folder: Path) -> str:
    """Sha256 over the register files."""
    digest = hashlib.sha256()
    for name in COLUMNS:
        file = folder / f"{name}.csv"
        digest.update(
            name.encode() + hashlib.sha256(file.read_bytes() if file.exists() else b"").digest()
        )
    return digest.hexdigest()


def _lines(file: Path, name: str, problems: list[str]) -> list[Line]:
    lines = lines_of(file, COLUMNS[name], problems)
    seen: dict[str, int] = {}
    for line in lines if name in (*_KEY, "aliases") else ():
        key = line[_KEY[name]] if name in _KEY else line["kind"] + "\0" + plain(line["alias"])
        if not key:
            problems.append(f"{file}:{line.number}: the code is empty")
        elif (first := seen.setdefault(key, line.number)) != line.number:
            problems.append(f"{file}:{line.number}: the code is that of line {first}; remove one")
    return lines
