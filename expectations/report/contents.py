"""What one validation report is about, as plain values.

Belongs here: the shape. Does not belong here: collecting it from a data root (release), or how it
reads (report, texts).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

Record = dict[str, Any]


@dataclass(frozen=True)
class Point:
    """The quality of one release, for comparison with others.

    `broken` and `warnings` are rules; `refused` deliveries that could not be used; `repaired` cells;
    `held_band` people whose newest data wait; `followed_up` the share (0 to 1) of published starts
    that have an end; `answered` the share of areas that answered the latest waves; `suppressed` results that are not published because their group is small.
    None where an earlier version did not keep it.
    """

    release_id: str
    day: date
    broken: int
    warnings: int
    refused: int | None = None
    repaired: int | None = None
    held_band: str | None = None
    followed_up: float | None = None
    answered: float | None = None
    suppressed: int | None = None


@dataclass(frozen=True)
class Contents:
    """Everything that a report shows.

    `validation` comes from `gate.validate`, `manifest` from the candidate, `previous` is that of the
    release in use, if there is one. `status`, `policy` and `open_warnings` are where the candidate
    stands. `deliveries` are ledger records with `shown_names` (names of files that may be shown),
    `band` (forms used), `is_new` (not in the release in use) and `is_to_decide` (a person has to decide
    something about it). `difference`: what
    moved and why, as `release.difference_files` says; None where it was not worked out. `history`: releases in order of time, this
    one last. `suppressed`: rows with names in each language. `is_published`: the report is of a
    release, and readers get it.
    """

    validation: Record
    manifest: Record
    previous: Record | None
    status: str
    policy: str
    open_warnings: Sequence[str]
    made_on: date
    deliveries: Sequence[Record]
    history: Sequence[Point] = ()
    suppressed: Sequence[Record] = ()
    difference: Record | None = None
    is_published: bool = False
