"""Which submissions of a form count when it is delivered again, and what changed: the row account.

Belongs here: comparing the deliveries of one sender and form in their order. Pure: rows and
decisions in, accounts out. The warehouse takes the latest delivery of a submission; what needs a
comparison is found here: rows that came back under another id, and rows that are gone.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np

from orchestration.ingest.redelivery.linkage import Links, Row, link, link_by_number
from orchestration.ingest.redelivery.precision import DAY, MINUTE, same_but_for_precision
from orchestration.ingest.redelivery.rows import NumberedRows, Places, Rows

REMOVED, PARTIAL = "removed", "partial"
AnswersOf = Callable[[Row], frozenset]
# What gives the answers of some rows, once it is known which: they are read when one is asked for.
ReadAnswers = Callable[[Collection[Row]], AnswersOf]
_NOWHERE = np.array([], np.int64)


class DeliveredRows(NamedTuple):
    """One delivery: its rows, and what a person decided about rows that are missing from it.

    `to_withdraw` are earlier rows that it would withdraw if a person agreed. `on_hold_code`: why a
    person has to decide about it whatever came earlier.
    """

    delivery_id: str
    rows: Rows
    decision: str | None
    to_withdraw: frozenset[Row] = frozenset()
    on_hold_code: str | None = None


@dataclass
class DeliveryOutcome:
    """What follows from one delivery.

    `account` counts its rows. `on_hold_code` is the code of the reason to put it on hold; None if
    it is accepted. `replaced` are earlier rows that no longer count although no later row has their
    key: (delivery_id, row_number). `withdrawn` are earlier rows of submissions that gave no consent
    this time, by fingerprint. `removed` are earlier rows that a person said were removed: nothing of
    them is kept. `awaiting` are earlier rows, from any sender and form, of people who refuse in this
    delivery, by person: they do not count until a person decides.
    """

    delivery_id: str
    account: dict[str, int]
    on_hold_code: str | None = None
    replaced: list[tuple[str, int]] = field(default_factory=list)
    withdrawn: dict[str, list[Row]] = field(default_factory=dict)
    removed: list[tuple[str, int]] = field(default_factory=list)
    awaiting: dict[str, list[Row]] = field(default_factory=dict)


@dataclass
class _Now:
    """A delivery as it is compared: its keys with their places, and the places of the same before."""

    keys: np.ndarray
    places: np.ndarray
    before: np.ndarray

    @property
    def fresh(self) -> np.ndarray:
        """Places of submissions that did not count before."""
        return self.places[self.before < 0]

    @property
    def shared(self) -> np.ndarray:
        """Places, before, of those that did."""
        return self.before[self.before >= 0]


class _State:
    """The submissions that count so far: by key their place, and their turn to be put there.

    `kept` are those that a person decided were only not exported, `is_now` those of the delivery
    that is compared.
    """

    def __init__(self, rows: NumberedRows):
        self.rows, self.size, self._turns = rows, 0, 0
        self.places = np.full(rows.key_count, -1)
        self.turns = np.zeros(rows.key_count, np.int64)
        self.kept, self.is_now = np.zeros(rows.key_count, bool), np.zeros(rows.key_count, bool)

    def left_at(self, places: np.ndarray) -> np.ndarray:
        """Of these places those that count and are not in the delivery, in the order of their turns."""
        keys = self.rows.key[places]
        left = (self.places[keys] == places) & ~self.is_now[keys]
        return places[left][np.argsort(self.turns[keys[left]], kind="stable")]

    def drop(self, places: np.ndarray) -> None:
        """No longer count what is at these places."""
        keys = np.unique(self.rows.key[places])
        self.size -= int((self.places[keys] >= 0).sum())
        self.places[keys] = -1

    def put(self, now: _Now) -> None:
        """Count a delivery."""
        self.size += int((self.places[now.keys] < 0).sum())
        self.places[now.keys] = now.places
        self.turns[now.keys] = np.arange(self._turns, self._turns + len(now.keys))
        self._turns += len(now.keys)


def compare_deliveries(
    deliveries: list[DeliveredRows], read_answers: ReadAnswers
) -> list[DeliveryOutcome]:
    """Compare the deliveries of one sender and form in their order; answers are rarely read."""
    state = _State(NumberedRows([delivered.rows for delivered in deliveries]))
    return [_next(state, number, one, read_answers) for number, one in enumerate(deliveries)]


def _next(
    state: _State, number: int, delivered: DeliveredRows, read_answers: ReadAnswers
) -> DeliveryOutcome:
    rows = state.rows
    keys, places = rows.delivered(number)
    now = _Now(keys, places, state.places[keys])
    state.is_now[keys] = True
    links, linked = _links(state, now, read_answers) if rows.meets[number] else (Links(), _NOWHERE)
    if rows.meets_when_cut[number]:
        linked = _link_by_precision(state, number, now, links, linked)
    gone = _gone(state, now, linked, delivered.to_withdraw)
    state.is_now[keys] = False
    account = _account(rows, now, links, gone)
    outcome = DeliveryOutcome(delivered.delivery_id, account)
    outcome.on_hold_code = _on_hold_code(delivered, gone, links)
    if outcome.on_hold_code:
        return outcome
    replaced = linked
    if delivered.decision == PARTIAL:
        state.kept[rows.key[gone]] = True
    else:
        replaced = np.concatenate([linked, gone])
        outcome.removed = rows.named(gone)
    state.drop(replaced)
    state.put(now)
    outcome.replaced = rows.named(replaced)
    return outcome


def _on_hold_code(delivered: DeliveredRows, gone: np.ndarray, links: Links) -> str | None:
    """Why a person has to decide about a delivery; None if nobody has to."""
    if delivered.on_hold_code:
        return delivered.on_hold_code
    if delivered.decision is not None:
        return None
    if delivered.to_withdraw:
        return "withdraws_many"
    if links.is_ambiguous:
        return "rows_ambiguous"
    return "rows_gone" if len(gone) else None


def _links(state: _State, now: _Now, read_answers: ReadAnswers) -> tuple[Links, np.ndarray]:
    """Links by number first, then by time, person and answers among what is left; and the places of
    the earlier submissions. Only those that have a number or a time in common are looked at.
    """
    rows = state.rows
    met, before = _met(state, now.fresh, rows.response, rows.by_response)
    found = rows.counted(now.shared)
    numbered = link_by_number(met, {}, _by(before, "response_id"), found)
    taken = {row.key for row, _ in numbered}
    met, others = _met(state, now.fresh, rows.time, rows.by_time)
    left = [row for row in met if row.key not in taken]
    known = {earlier.key: row for row, earlier in numbered}
    sizes = (state.size, len(now.keys))
    shared = len(now.shared) + len(numbered)
    answers_of = read_answers([*left, *others])
    links = link(left, known, _by(others, "answered_at"), shared, sizes, answers_of)
    links.pairs = [*numbered, *links.pairs]
    place_of = before | others
    return links, np.array([place_of[earlier] for _, earlier in links.pairs], np.int64)


def _link_by_precision(
    state: _State, number: int, now: _Now, links: Links, linked: np.ndarray
) -> np.ndarray:
    """Add links to earlier submissions whose times are only more or less precise, if those are at least
    half of the delivery or of what counts; and the places of all linked earlier ones.
    """
    rows, own = state.rows, state.rows.precision[number]
    by_row = {row[:2] for row, _ in links.pairs}
    names = rows.names_at(now.fresh)
    fresh = now.fresh[np.array([name not in by_row for name in names], bool)]
    counting = np.flatnonzero((state.places >= 0) & ~state.is_now)
    left = np.setdiff1d(state.places[counting], linked)
    theirs = rows.precision[rows.delivery[left]]
    is_other = (theirs != own) & (theirs > 0)
    units = np.maximum(theirs, own)
    earlier = [(unit, left[is_other & (units == unit)]) for unit in (MINUTE, DAY)]
    mine, found = same_but_for_precision(rows.table, fresh, earlier)
    if not len(mine) or 2 * len(mine) < min(state.size, len(now.keys)):
        return linked
    links.pairs += zip(rows.listed(mine), rows.listed(found), strict=True)
    return np.concatenate([linked, found])


def _met(
    state: _State, fresh: np.ndarray, numbers: np.ndarray, places: Places
) -> tuple[list[Row], dict[Row, int]]:
    """The fresh submissions that have a number in common with earlier ones that are not in the
    delivery, and those, each with its place.
    """
    left = state.left_at(places.of(np.unique(numbers[fresh])))
    met = fresh[np.isin(numbers[fresh], numbers[left])]
    return state.rows.listed(met), dict(zip(state.rows.listed(left), left.tolist(), strict=True))


def _by(rows: Iterable[Row], name: str) -> dict[Any, dict[tuple, Row]]:
    found: dict[Any, dict[tuple, Row]] = {}
    for row in rows:
        found.setdefault(getattr(row, name), {})[row.key] = row
    return found


def _gone(state: _State, now: _Now, linked: np.ndarray, to_withdraw: Collection[Row]) -> np.ndarray:
    """Places of submissions of the deliveries that this one repeats, which are not in it.

    A delivery of other submissions of the same form (another language, the end beside the start)
    is not repeated, so none of its rows is missing.
    """
    rows = state.rows
    repeated = np.unique(rows.delivery[np.concatenate([now.shared, linked])])
    if not len(repeated):
        return _NOWHERE
    keys = np.flatnonzero((state.places >= 0) & ~state.is_now & ~state.kept)
    places = state.places[keys]
    gone = places[np.isin(rows.delivery[places], repeated) & ~np.isin(places, linked)]
    if not to_withdraw:
        return gone
    return gone[np.array([row not in to_withdraw for row in rows.listed(gone)], bool)]


def _account(rows: NumberedRows, now: _Now, links: Links, gone: np.ndarray) -> dict[str, int]:
    is_shared = now.before >= 0
    changed = int((rows.content[now.places[is_shared]] != rows.content[now.shared]).sum())
    changed += sum(row.content != before.content for row, before in links.pairs)
    linked = len(links.pairs)
    return {
        "new": len(now.fresh) - linked,
        "changed": changed,
        "unchanged": len(now.shared) + linked - changed,
        "gone": len(gone),
        "linked": linked,
    }
