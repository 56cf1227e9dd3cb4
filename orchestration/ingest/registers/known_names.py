"""Names of services, municipalities and areas in a column, as the registers know them.

Belongs here: what one text is, and what to do about one that is no name. Does not belong here:
reading the registers.
"""

from __future__ import annotations

from orchestration.core.text import is_blank
from orchestration.ingest.registers.registers import Registers

UNKNOWN = "?"
_MOST_NEAR = 5
_NEXT = {
    "service": (
        "Lisää palvelu rekisteriin registers/services.csv tai nimi tiedostoon aliases.csv.",
        "Add the service to registers/services.csv or its name to aliases.csv.",
    ),
    "municipality": (
        "Käytä kunnan virallista nimeä tai lisää nimi tiedostoon registers/aliases.csv.",
        "Use the municipality's official name or add the name to registers/aliases.csv.",
    ),
    "area": (
        "Käytä hyvinvointialueen virallista nimeä tai lisää nimi tiedostoon registers/aliases.csv.",
        "Use the county's official name or add the name to registers/aliases.csv.",
    ),
}
KINDS = tuple(_NEXT)


class Names:
    """The names of one kind; those that were near to what was not known are kept."""

    def __init__(self, registers: Registers, kind: str, *, may_be_code: bool):
        self._registers, self._kind = registers, kind
        self._codes = set(registers.names[kind].values()) if may_be_code else set()
        self._near: dict[str, None] = {}

    def code(self, text: str) -> str | None:
        """The code of a name, None for a blank, UNKNOWN for anything else."""
        # First: a name that somebody has registered is a name, also if it looks like nothing.
        if code := self._registers.code(self._kind, text) or (
            text if text in self._codes else None
        ):
            return code
        if is_blank(text):
            return None
        self._near.update(dict.fromkeys(self._registers.nearest(self._kind, text)))
        return UNKNOWN

    def what_next(self) -> tuple[str, str]:
        """What to do about unknown names, in Finnish and English, with the nearest known ones."""
        fi, en = _NEXT[self._kind]
        if not self._near:
            return fi, en
        names = ", ".join(list(self._near)[:_MOST_NEAR])
        return f"Lähin tunnettu: {names}. {fi}", f"Nearest known: {names}. {en}"
