"""The files that were seen when a run was asked for, as a tag of the run.

Belongs here: that tag, and whether the files are still as they were seen. A run of the very files that lay
still before need not wait for them to lie still once more.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass

from orchestration.intake.declared_inputs import Declared
from orchestration.intake.landing import Arrival, settled

TAG = "mukana/inputs"


def fingerprint(declared: Declared, arrivals: list[Arrival]) -> str:
    """A hash of the files that have to be read, or of all inputs where there are none.

    A hash is all that Dagster keeps of names of files, since they may name people.
    """
    files = json.dumps([(one.name, one.byte_count, one.mtime_ns) for one in arrivals])
    return hashed(files + declared.reading if arrivals else declared.fingerprint())


def hashed(text: str) -> str:
    """The hash of a text, as long as a tag needs it."""
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def are_as_seen(tags: Mapping[str, str], declared: Declared, arrivals: list[Arrival]) -> bool:
    """True if these are the files for which a run with these tags was asked for, unchanged."""
    return tags.get(TAG) == fingerprint(declared, arrivals)


@dataclass(frozen=True)
class Seen:
    """The files that have to be read, as they were at a time of the computer's own clock (monotonic)."""

    declared: Declared
    waiting: list[Arrival]
    at: float

    def lie_still(self) -> bool:
        """True if the files look as they did long enough ago; waits for the rest of that time."""
        left = self.at + self.declared.settings.settle_seconds - time.monotonic()
        landing = self.declared.root.landing
        return settled(landing, self.waiting, max(0.0, left)) == self.waiting

    def tags(self) -> dict[str, str]:
        """Tags for a run of files that have lain still by now; none if there are none."""
        is_read = bool(self.waiting) and self.lie_still()
        return {TAG: fingerprint(self.declared, self.waiting)} if is_read else {}
