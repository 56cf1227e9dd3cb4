"""Record linkage: finding the earlier version of a row that was delivered again under another id.

Belongs here: which new row is which earlier one, by time, person and answers. Rows are linked only
where there is one way to link them; a person decides the rest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import NamedTuple

# A corrected row keeps at least this share of its answers. Where only a day is known, the answers of
# two people may agree by chance in half of them, but hardly in four of five.
_ALIKE, _ALIKE_ON_A_DAY = 0.5, 0.8


class Row(NamedTuple):
    """One submission as it is compared; `answers` and `content` are fingerprints."""

    delivery_id: str
    row_number: int
    response_id: str | None
    answered_at: datetime | None
    person: str | None
    ordinal: int
    answers: int
    content: int

    @property
    def key(self) -> tuple:
        """What makes it the same submission in another delivery."""
        if self.response_id is not None:
            # The time too: numbers start again in every survey, also of the same form.
            return (self.response_id, self.answered_at)
        return (self.answered_at, self.person, self.answers, self.ordinal)


@dataclass
class Links:
    """Pairs (new row, earlier row), and whether some that belong together could not be paired."""

    pairs: list[tuple[Row, Row]] = field(default_factory=list)
    is_ambiguous: bool = False


@dataclass
class _LinksBySureness:
    """Links by certainty: one person at one time, the same answers, or similar answers."""

    certain: list[tuple[Row, Row]] = field(default_factory=list)
    same: list[tuple[Row, Row]] = field(default_factory=list)
    alike: list[tuple[Row, Row]] = field(default_factory=list)
    unsure: int = 0


def link(
    fresh: list[Row],
    now: Mapping[tuple, Row],
    before: Mapping[datetime | None, Mapping[tuple, Row]],
    shared: int,
    sizes: tuple[int, int],
    answers_of: Callable[[Row], frozenset],
) -> Links:
    """Link rows without an earlier row of their key to earlier rows that are not in `now`.

    `now` are the rows of the delivery, `before` the rows that count so far, by time. `shared` is
    the number of rows found by their key, `sizes` how many rows count and how many are delivered.
    Without a person at one time, rows are linked only if the delivery is plainly a new export of
    the same answers.
    """
    by_time: dict[datetime | None, list[Row]] = {}
    for row in fresh:
        by_time.setdefault(row.answered_at, []).append(row)
    found = _LinksBySureness()
    for when, rows in by_time.items():
        left = [row for key, row in before.get(when, {}).items() if key not in now]
        if when is not None and left:
            _link_at_time(when, rows, left, found, answers_of)
    known = shared + len(found.certain)
    smaller = min(sizes)
    again = 2 * (known + len(found.same) + len(found.alike)) >= smaller and (
        known > 0 or 2 * len(found.same) >= smaller
    )
    if not again:
        return Links(found.certain)
    return Links([*found.certain, *found.same, *found.alike], found.unsure > 0)


def link_by_number(
    fresh: list[Row],
    now: Mapping[tuple, Row],
    before: Mapping[str | None, Mapping[tuple, Row]],
    shared: Counter[str],
) -> list[tuple[Row, Row]]:
    """Link rows whose response number came earlier with another time: a corrected time.

    `before` are the rows that count so far, by number; `shared` is how many rows were found by
    their key, by earlier delivery. A number identifies a row only where that delivery is plainly of
    the same survey: at least half of the numbers met have the same key, person or answers.
    """
    met = [
        (row, old)
        for row in fresh
        if row.response_id is not None
        for key, old in before.get(row.response_id, {}).items()
        if key not in now
    ]
    alike = Counter(shared)
    alike.update(
        old.delivery_id
        for row, old in met
        if row.answers == old.answers or (row.person and row.person == old.person)
    )
    met_in = Counter(shared)
    met_in.update(old.delivery_id for _, old in met)
    chosen: dict[tuple, tuple[Row, Row]] = {}
    for row, old in met:
        if alike[old.delivery_id] * 2 >= met_in[old.delivery_id]:
            chosen.setdefault(row.key, (row, old))
    return list(chosen.values())


def _link_at_time(
    when: datetime,
    rows: list[Row],
    left: list[Row],
    found: _LinksBySureness,
    answers_of: Callable[[Row], frozenset],
) -> None:
    rows, left = list(rows), list(left)
    found.certain += _pairs(rows, left, lambda row: row.person and (row.person, row.answers))
    found.certain += _pairs(rows, left, lambda row: row.person, only_one=True)
    found.same += _pairs(rows, left, lambda row: row.answers)
    if not rows or not left:
        return
    least = _ALIKE
    if when.time() == time():
        # A date alone does not identify a row, unless one row came and one is missing.
        if (len(rows), len(left)) != (1, 1) or _are_two_people(rows[0], left[0]):
            return
        least = _ALIKE_ON_A_DAY
    alike = [(r, b) for r in rows for b in left if _likeness(answers_of(r), answers_of(b)) >= least]
    if len(alike) == 1:
        found.alike += alike
    else:
        found.unsure += len(alike)


def _pairs(
    rows: list[Row], left: list[Row], by: Callable[[Row], object], *, only_one: bool = False
) -> list[tuple[Row, Row]]:
    """Take pairs with an equal, known key out of both lists, in order; or only sole ones."""
    pairs = []
    for key in list(dict.fromkeys(by(row) for row in rows)):
        mine = [row for row in rows if by(row) == key]
        theirs = [row for row in left if by(row) == key]
        if not key or not theirs or (only_one and (len(mine), len(theirs)) != (1, 1)):
            continue
        taken = list(zip(mine, theirs, strict=False))
        pairs += taken
        for one, other in taken:
            rows.remove(one)
            left.remove(other)
    return pairs


def _are_two_people(one: Row, other: Row) -> bool:
    return one.person is not None and other.person is not None and one.person != other.person


def _likeness(one: frozenset, other: frozenset) -> float:
    return len(one & other) / max(len(one | other), 1)
