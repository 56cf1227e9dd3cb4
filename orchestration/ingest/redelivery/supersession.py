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

from orchestration.ingest.redelivery.counted import Now, State
from orchestration.ingest.redelivery.linkage import Links, Row, link, link_by_number
from orchestration.ingest.redelivery.precision import (
    DAY,
    MINUTE,
    look_like,
    same_but_for_precision,
)
from orchestration.ingest.redelivery.rows import NumberedRows, Places, Rows

REMOVED, PARTIAL = "removed", "partial"
AnswersOf = Callable[[Row], frozenset]
# What gives the answers of some rows, once it is known which: they are read when one is asked for.
ReadAnswers = Callable[[Collection[Row]], AnswersOf]
# The fresh places of a delivery, and the earlier ones of another precision by the unit to compare by.
_Sides = tuple[np.ndarray, list[tuple[int, np.ndarray]]]
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


def compare_deliveries(
    deliveries: list[DeliveredRows], read_answers: ReadAnswers
) -> list[DeliveryOutcome]:
    """Compare the deliveries of one sender and form in their order; answers are rarely read."""
    state = State(NumberedRows([delivered.rows for delivered in deliveries]))
    return [_next(state, number, one, read_answers) for number, one in enumerate(deliveries)]


def _next(
    state: State, number: int, delivered: DeliveredRows, read_answers: ReadAnswers
) -> DeliveryOutcome:
    rows = state.rows
    keys, places = rows.delivered(number)
    now = Now(keys, places, state.places[keys])
    state.is_now[keys] = True
    links, linked = _links(state, now, read_answers) if rows.meets[number] else (Links(), _NOWHERE)
    copied = _NOWHERE
    if rows.meets_when_cut[number]:
        sides = _of_other_precision(state, number, now, links, linked)
        cut = _link_by_precision(state, now, sides, links)
        linked = np.concatenate([linked, cut])
        copied = _NOWHERE if len(cut) else _copied(state, *sides)
    gone = _gone(state, now, linked, copied, delivered.to_withdraw)
    state.is_now[keys] = False
    account = _account(rows, now, links, gone)
    outcome = DeliveryOutcome(delivered.delivery_id, account)
    outcome.on_hold_code = _on_hold_code(delivered, gone, copied, links)
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


def _on_hold_code(
    delivered: DeliveredRows, gone: np.ndarray, copied: np.ndarray, links: Links
) -> str | None:
    """Why a person has to decide about a delivery; None if nobody has to."""
    if delivered.on_hold_code:
        return delivered.on_hold_code
    if delivered.decision is not None:
        return None
    if delivered.to_withdraw:
        return "withdraws_many"
    if links.is_ambiguous:
        return "rows_ambiguous"
    if len(copied):
        return "looks_like_copy"
    return "rows_gone" if len(gone) else None


def _links(state: State, now: Now, read_answers: ReadAnswers) -> tuple[Links, np.ndarray]:
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


def _of_other_precision(
    state: State, number: int, now: Now, links: Links, linked: np.ndarray
) -> _Sides:
    """The fresh and the earlier submissions that are not linked, those of another precision."""
    rows, own = state.rows, state.rows.precision[number]
    by_row = {row[:2] for row, _ in links.pairs}
    names = rows.names_at(now.fresh)
    fresh = now.fresh[np.array([name not in by_row for name in names], bool)]
    counting = np.flatnonzero((state.places >= 0) & ~state.is_now)
    left = np.setdiff1d(state.places[counting], linked)
    theirs = rows.precision[rows.delivery[left]]
    is_other = (theirs != own) & (theirs > 0)
    units = np.maximum(theirs, own)
    return fresh, [(unit, left[is_other & (units == unit)]) for unit in (MINUTE, DAY)]


def _link_by_precision(state: State, now: Now, sides: _Sides, links: Links) -> np.ndarray:
    """Add links to earlier submissions whose times are only more or less precise, if those are at least
    half of the delivery or of what counts; and the places of the earlier ones.
    """
    mine, found = same_but_for_precision(state.rows.table, *sides)
    if 2 * len(mine) < min(state.size, len(now.keys)):
        return _NOWHERE
    links.pairs += zip(state.rows.listed(mine), state.rows.listed(found), strict=True)
    return found


def _copied(state: State, fresh: np.ndarray, earlier: list[tuple[int, np.ndarray]]) -> np.ndarray:
    """Places of what the delivery seems to repeat with times of another precision, if that is at least
    half of what is fresh or of what counts; with the rest of deliveries that it repeats by half.
    """
    rows = state.rows
    earlier = [(unit, places[~state.kept[rows.key[places]]]) for unit, places in earlier]
    found = look_like(rows.table, fresh, earlier)
    if 2 * len(found) < min(state.size, len(fresh)):
        return _NOWHERE
    left = np.concatenate([places for _, places in earlier])
    repeated, of = (np.bincount(rows.delivery[some], minlength=rows.delivery.max() + 1) for some in (found, left))  # fmt: skip
    return left[np.isin(left, found) | (2 * repeated >= of)[rows.delivery[left]]]


def _met(
    state: State, fresh: np.ndarray, numbers: np.ndarray, places: Places
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


def _gone(
    state: State,
    now: Now,
    linked: np.ndarray,
    copied: np.ndarray,
    to_withdraw: Collection[Row],
) -> np.ndarray:
    """Places of submissions of the deliveries that this one repeats, which are not in it, and of those
    that it only seems to repeat.

    A delivery of other submissions of the same form (another language, the end beside the start)
    is not repeated, so none of its rows is missing.
    """
    rows = state.rows
    repeated = np.unique(rows.delivery[np.concatenate([now.shared, linked])])
    if not len(repeated) and not len(copied):
        return _NOWHERE
    keys = np.flatnonzero((state.places >= 0) & ~state.is_now & ~state.kept)
    places = state.places[keys]
    is_gone = np.isin(rows.delivery[places], repeated) & ~np.isin(places, linked)
    gone = places[is_gone | np.isin(places, copied)]
    if not to_withdraw:
        return gone
    return gone[np.array([row not in to_withdraw for row in rows.listed(gone)], bool)]


def _account(rows: NumberedRows, now: Now, links: Links, gone: np.ndarray) -> dict[str, int]:
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
