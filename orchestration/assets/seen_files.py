"""The files that were seen when a run was asked for, as tags of the run.

Belongs here: those tags, and how long the files still have to lie still. A run of the very files that were seen
counts from when they were seen: they lie still while it starts.
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
# When the files were seen, by the computer's own clock (monotonic), which all its processes share.
_SEEN_AT = "mukana/seen_at"
# A run takes so long from being asked for to looking at its files.
_STARTING_SECONDS = 0.7
_LONGEST_START_SECONDS = 60.0


def fingerprint(declared: Declared, arrivals: list[Arrival]) -> str:
    """A hash of the files that have to be read, or of all inputs where there are none.

    A hash is all that Dagster keeps of names of files, since they may name people.
    """
    files = json.dumps([(one.name, one.byte_count, one.mtime_ns) for one in arrivals])
    return hashed(files + declared.reading if arrivals else declared.fingerprint())


def hashed(text: str) -> str:
    """The hash of a text, as long as a tag needs it."""
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def seconds_left(tags: Mapping[str, str], declared: Declared, arrivals: list[Arrival]) -> float:
    """How long these files still have to lie still: less if they are as a run with these tags saw them."""
    wanted = declared.settings.settle_seconds
    if tags.get(TAG) != fingerprint(declared, arrivals):
        return wanted
    lain = time.monotonic() - float(tags.get(_SEEN_AT, "inf"))
    # Another computer, or this one before it was started again, has another clock.
    is_known = 0 <= lain < _LONGEST_START_SECONDS
    return max(0.0, wanted - lain) if is_known else wanted


@dataclass(frozen=True)
class Seen:
    """The files that have to be read, as they were at a time of the computer's own clock (monotonic)."""

    declared: Declared
    waiting: list[Arrival]
    at: float

    def lie_still(self, *, until_a_run_looks: bool = False) -> bool:
        """True if the files look as they did long enough ago; waits for the rest of that time.

        `until_a_run_looks`: without the time that a run takes to start, which then waits for what is left.
        """
        wanted = self.declared.settings.settle_seconds
        if until_a_run_looks:
            # Of a file that grows nearly every part of a second shows it: a run for nothing is rare.
            wanted = max(wanted - _STARTING_SECONDS, 0.3 * wanted)
        left = self.at + wanted - time.monotonic()
        landing = self.declared.root.landing
        return settled(landing, self.waiting, max(0.0, left)) == self.waiting

    def tags(self) -> dict[str, str]:
        """Tags for a run of files that have lain still by now; none if there are none."""
        is_read = bool(self.waiting) and self.lie_still()
        return self.tags_of(fingerprint(self.declared, self.waiting)) if is_read else {}

    def tags_of(self, inputs: str) -> dict[str, str]:
        """Tags for a run that reads inputs with this fingerprint."""
        return {TAG: inputs, _SEEN_AT: f"{self.at:.3f}"}
