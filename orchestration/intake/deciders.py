"""Who decides: the account of this process, or somebody in the register of people who is named.

Belongs here: the name that is kept with a decision, and that it is nobody's invention. Does not belong
here: what a role may decide (release, desk).
"""

from __future__ import annotations

import getpass

from orchestration.core.data_root import DataRoot
from orchestration.ingest.registers import people
from orchestration.intake.undecidable import UndecidableError


def decider(root: DataRoot, named: str | None) -> str:
    """The name that a decision is kept under. Raises UndecidableError where it is nobody's."""
    known = people.load(root.registers)
    if named is not None:
        if named.strip() in {person.user for person in known}:
            return named.strip()
        raise UndecidableError("not_registered", account=named.strip())
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container may run as a number that no account has
        raise UndecidableError("no_name") from None
