"""Who is at the desk, and what the register of people lets them do.

Belongs here: roles. Does not belong here: who gets in at all (serving), what a reviewer may decide (release).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from orchestration.ingest.registers import people
from orchestration.ingest.registers.people import REVIEWER, ROLES

SENDER, ENGINEER, READER = "sender", "engineer", "reader"
# Who may open which pages. Whoever is registered may read the results.
MAY_SEND = frozenset({SENDER})
MAY_REVIEW = frozenset({REVIEWER, ENGINEER})
MAY_READ = frozenset(ROLES)


@dataclass(frozen=True)
class Visitor:
    """A person at the desk. `sender_codes`: whose files they may send and see; None: of every sender.

    `is_registered`: named in registers/people.csv; otherwise the account of this computer.
    """

    user: str
    name: str
    roles: frozenset[str]
    sender_codes: frozenset[str] | None
    is_registered: bool

    def may(self, needed: Iterable[str]) -> bool:
        """True if one of the roles that are needed is theirs."""
        return bool(self.roles.intersection(needed))


def unknown(user: str) -> Visitor:
    """Somebody of whom nothing is known, who may open nothing."""
    return Visitor(user, user, frozenset(), frozenset(), is_registered=False)


def visitor_of(user: str, registers: Path, *, is_own_account: bool) -> Visitor:
    """The person behind a user name. Raises RegisterError.

    `is_own_account`: the account that runs the desk. It may do everything as long as nobody is registered.
    """
    known = people.load(registers)
    if not known and is_own_account:
        return Visitor(user, user, MAY_READ, None, is_registered=False)
    mine = [person for person in known if person.user == user]
    names = [person.name for person in mine if person.name]
    codes = frozenset(p.sender_code for p in mine if p.role == SENDER and p.sender_code)
    roles = frozenset(person.role for person in mine)
    return Visitor(user, names[0] if names else user, roles, codes, is_registered=bool(mine))
