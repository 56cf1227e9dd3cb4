"""Registers of a data root: services, senders and aliases, as people keep them in CSV.

Belongs here: reading and checking the registers, and looking names up. Pure but for reading
the files it is given. National classifications are seeds of the warehouse; their names are
read from there so that they stand in one place.
"""

from __future__ import annotations

import csv
import hashlib
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from orchestration.questionnaire.text import normalise
from orchestration.root import DBT_PROJECT
from orchestration.trouble import Trouble

if TYPE_CHECKING:
    import pyarrow as pa

COLUMNS: dict[str, tuple[str, ...]] = {
    "services": (
        "service_code", "name_fi", "name_sv", "name_en",
        "service_type_code", "organisation_name", "sector_code", "municipality_code",
    ),
    "senders": ("sender_code", "name_fi", "name_sv", "name_en", "service_code"),
    "aliases": ("kind", "alias", "code", "note"),
}  # fmt: skip
_KEY = {"services": "service_code", "senders": "sender_code"}


class RegisterError(Trouble):
    """A register cannot be used; `problems` has one `file:line: …` sentence each."""


@dataclass(frozen=True)
class Registers:
    """Rows of the registers, and name -> code for each kind of name that files use."""

    services: list[dict[str, str]]
    senders: list[dict[str, str]]
    aliases: list[dict[str, str]]
    names: dict[str, dict[str, str]]

    def code(self, kind: str, name: str) -> str | None:
        """Code of a service, municipality or area by its code, name or alias.

        A bare number is no area: 05 is Varsinais-Suomi today, but was Päijät-Häme or Kanta-Häme
        in other classifications. Whoever knows which it is declares it as an alias.
        """
        return self.names[kind].get(normalise(name))

    def nearest(self, kind: str, name: str) -> list[str]:
        """Known names that the text may mean: of a number, those that bear it in any
        classification; else the one most like it.
        """
        key, captions = normalise(name), _captions(kind, self.services)
        if key.isdecimal():
            return [captions[code] for code in _bearers(kind, key) if code in captions]
        close = get_close_matches(key, self.names[kind], n=1, cutoff=0.6)
        return [captions[self.names[kind][text]] for text in close]

    def tables(self) -> dict[str, pa.Table]:
        """The registers as the warehouse's sources; empty texts as null."""
        return {
            "services": _table(self.services, "service"),
            "senders": _table(self.senders, "sender"),
        }


def load(folder: Path) -> Registers:
    """Read `services.csv`, `senders.csv` and `aliases.csv`; an absent file is an empty register.

    Raises RegisterError naming file and line.
    """
    problems: list[str] = []
    rows = {name: _rows(folder / f"{name}.csv", name, problems) for name in COLUMNS}
    if problems:
        raise RegisterError(*problems)
    names = {
        "service": _names(rows["services"], "service_code", "name_"),
        "municipality": _seed_names("municipalities", "municipality"),
        "area": {n: c for n, c in _seed_names("regions", "region").items() if not n.isdecimal()},
    }
    for alias in _seed("area_aliases"):
        names[alias["kind"]].setdefault(normalise(alias["alias"]), alias["code"])
    for number, alias in enumerate(rows["aliases"], 2):
        kind, code = alias["kind"], alias["code"]
        if code not in set(names.get(kind, {}).values()):
            problems.append(
                f"{folder / 'aliases.csv'}:{number}: no {kind or 'kind'} has the code `{code}`"
            )
        else:
            names[kind][normalise(alias["alias"])] = code
    if problems:
        raise RegisterError(*problems)
    return Registers(rows["services"], rows["senders"], rows["aliases"], names)


def content_hash(folder: Path) -> str:
    """Sha256 over the register files."""
    digest = hashlib.sha256()
    for name in COLUMNS:
        file = folder / f"{name}.csv"
        digest.update(
            name.encode() + hashlib.sha256(file.read_bytes() if file.exists() else b"").digest()
        )
    return digest.hexdigest()


def _rows(file: Path, name: str, problems: list[str]) -> list[dict[str, str]]:
    if not file.exists():
        return []
    text = file.read_text(encoding="utf-8-sig")
    delimiter = ";" if text.split("\n", 1)[0].count(";") else ","
    reader = csv.DictReader(text.splitlines(), delimiter=delimiter)
    missing = set(COLUMNS[name]) - set(reader.fieldnames or ())
    if missing:
        problems.append(f"{file}:1: columns missing: {', '.join(sorted(missing))}")
        return []
    rows = [{column: (row[column] or "").strip() for column in COLUMNS[name]} for row in reader]
    seen: set[str] = set()
    for number, row in enumerate(rows, 2):
        key = row[_KEY[name]] if name in _KEY else row["kind"] + "\0" + normalise(row["alias"])
        if not key or key in seen:
            problems.append(f"{file}:{number}: the code is {'repeated' if key else 'empty'}")
        seen.add(key)
    return rows


def _names(rows: list[dict[str, str]], key: str, prefix: str) -> dict[str, str]:
    """Every way to say a code: itself and its names. A name that two codes share says neither."""
    found: dict[str, str] = {}
    shared: set[str] = set()
    for row in rows:
        texts = {row[key], *(text for column, text in row.items() if column.startswith(prefix))}
        for text in {normalise(text) for text in texts if text}:
            if found.setdefault(text, row[key]) != row[key]:
                shared.add(text)
    return {text: code for text, code in found.items() if text not in shared}


def _seed_names(seed: str, prefix: str) -> dict[str, str]:
    return _names(_seed(seed), f"{prefix}_code", f"{prefix}_name_")


@lru_cache
def _seed(name: str) -> list[dict[str, str]]:
    with (DBT_PROJECT / "seeds" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _captions(kind: str, services: list[dict[str, str]]) -> dict[str, str]:
    """Code -> the name that a sentence to a sender uses."""
    if kind == "service":
        return {row["service_code"]: row["name_fi"] for row in services}
    seed, prefix = {"municipality": ("municipalities", "municipality"), "area": ("regions", "region")}[kind]  # fmt: skip
    return {row[f"{prefix}_code"]: row[f"{prefix}_name_fi"] for row in _seed(seed)}


def _bearers(kind: str, number: str) -> list[str]:
    """Areas that a number means today and in other classifications."""
    if kind != "area":
        return []
    code = number.zfill(2)
    history = [r["region_code"] for r in _seed("area_code_history") if r["old_code"] == code]
    return list(dict.fromkeys([code, *history]))


def _table(rows: list[dict[str, str]], prefix: str) -> pa.Table:
    import pyarrow as pa

    columns = COLUMNS[f"{prefix}s"]
    named = {c: f"{prefix}_{c}" if c.startswith("name_") else c for c in columns}
    renamed = [{named[c]: row[c] or None for c in columns} for row in rows]
    return pa.Table.from_pylist(renamed, schema=pa.schema({named[c]: pa.string() for c in columns}))
