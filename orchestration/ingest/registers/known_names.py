"""NamesOfColumn of services, municipalities and areas in a column, as the registers know them.

Belongs here: looking one text up, and the details of a message about unknown ones. Does not belong here:
reading the registers.
"""

from __future__ import annotations

from functools import cached_property

from orchestration.core.text import is_blank
from orchestration.ingest.messages.answer_messages import ADD_THE_NAME, NEAREST_NAMES
from orchestration.ingest.messages.message import Phrase
from orchestration.ingest.registers.registers import Registers

UNKNOWN = "?"
_MOST_NEAR = 5
KINDS = tuple(ADD_THE_NAME)


class NamesOfColumn:
    """Looks up the names of one kind in a column; keeps the known names nearest to unknown ones."""

    def __init__(self, registers: Registers, kind: str, *, may_be_code: bool):
        self._registers, self._kind = registers, kind
        self._may_be_code = may_be_code
        self._near: dict[str, None] = {}

    @cached_property
    def _codes(self) -> set[str]:
        # Asked for only where a text is no name: there are hundreds.
        return self._registers.names[self._kind].meanings()

    def code(self, text: str) -> str | None:
        """The code of a name, None for a blank, UNKNOWN for anything else."""
        # First: a registered name is a name even if it looks like a blank.
        if code := self._registers.code(self._kind, text) or (
            text if self._may_be_code and text in self._codes else None
        ):
            return code
        if is_blank(text):
            return None
        self._near.update(dict.fromkeys(self._registers.nearest(self._kind, text)))
        return UNKNOWN

    def details(self) -> dict[str, Phrase]:
        """The details of a message about unknown names: the nearest known ones, and what to do."""
        names = ", ".join(list(self._near)[:_MOST_NEAR])
        nearest = NEAREST_NAMES.filled(names=names) if names else Phrase()
        return {"nearest": nearest, "next": ADD_THE_NAME[self._kind]}
