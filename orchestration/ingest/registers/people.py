"""The register of people: who may decide about releases, and for which sender they work.

Belongs here: reading `registers/people.csv`. It is no input of the data: changing it reads nothing
again. Does not belong here: what follows from a role (release).
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from orchestration.ingest.registers.registers import RegisterError, text_of

REGISTER = "people"
COLUMNS = ("user", "name", "role", "sender_code")
REVIEWER = "reviewer"
ROLES = (REVIEWER, "engineer", "sender", "reader")


@dataclass(frozen=True)
class Person:
    """A line of the register. `user`: name of the account; `sender_code`: empty for no sender."""

    user: str
    name: str
    role: str
    sender_code: str


def load(folder: Path) -> list[Person]:
    """Read the register; an absent file is an empty one. Raises RegisterError by file and line."""
    file = folder / f"{REGISTER}.csv"
    if not file.exists():
        return []
    text = text_of(file)
    delimiter = ";" if ";" in text.split("\n", 1)[0] else ","
    reader = csv.DictReader(text.splitlines(), delimiter=delimiter)
    if missing := sorted(set(COLUMNS) - set(reader.fieldnames or ())):
        raise RegisterError(f"{file}:1: columns missing: {', '.join(missing)}")
    people, problems = [], []
    for number, row in enumerate(reader, 2):
        person = Person(*((row[column] or "").strip() for column in COLUMNS))
        if not person.user or person.role not in ROLES:
            problems.append(f"{file}:{number}: give a user, and as role one of {', '.join(ROLES)}")
        people.append(person)
    if problems:
        raise RegisterError(*problems)
    return people
