"""The register of people: who may decide about releases, and for which sender they work.

Belongs here: reading `registers/people.csv`. It is no input of the data: changing it reads nothing
again. Does not belong here: what follows from a role (release).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from orchestration.ingest.registers.register_file import lines_of
from orchestration.ingest.registers.registers import RegisterError

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
    file, problems = folder / f"{REGISTER}.csv", list[str]()
    lines = lines_of(file, COLUMNS, problems)
    people = [Person(**line) for line in lines]
    problems += [
        f"{file}:{line.number}: give a user, and as role one of {', '.join(ROLES)}"
        for line, person in zip(lines, people, strict=True)
        if not person.user or person.role not in ROLES
    ]
    if problems:
        raise RegisterError(*problems)
    return people
