"""Which submissions of a form count when it is delivered again, and what changed: the row account.

Belongs here: comparing the deliveries of one sender and form in their order. Pure: rows and
decisions in, accounts out. The warehouse takes the latest delivery of a submission; what needs a
comparison is found here: rows that came back under another id, and rows that are gone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from orchestration.ingest.redelivery.linkage import Links, Row, link, link_by_number

REMOVED, PARTIAL = "removed", "partial"
AnswersOf = Callable[[Row], frozenset]


class DeliveredRows(NamedTuple):
    """One delivery: its rows, and what a person decided about rows that are missing from it.

    `to_withdraw` are earlier rows that it would withdraw if a person agreed. `on_hold_code`: why a
    person has to decide about it whatever came earlier.
    """

    delivery_id: str
    rows: list[Row]
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
class _State:
    """The rows that count so far; `kept` are those that a person decided were only not exported."""

    rows: dict[tuple, Row] = field(default_factory=dict)
    by_time: dict[datetime | None, dict[tuple, Row]] = field(default_factory=dict)
    by_number: dict[str | None, dict[tuple, Row]] = field(default_factory=dict)
    kept: set[tuple] = field(default_factory=set)

    def put(self, row: Row) -> None:
        self.rows[row.key] = row
        self.by_time.setdefault(row.answered_at, {})[row.key] = row
        if row.response_id is not None:
            self.by_number.setdefault(row.response_id, {})[row.key] = row

    def drop(self, row: Row) -> None:
        self.rows.pop(row.key, None)
        self.by_time.get(row.answered_at, {}).pop(row.key, None)
        self.by_number.get(row.response_id, {}).pop(row.key, None)


def compare_deliveries(
    deliveries: list[DeliveredRows], answers_of: AnswersOf
) -> list[DeliveryOutcome]:
    """Compare the deliveries of one sender and form in their order; `answers_of` is called rarely."""
    state = _State()
    return [_next(state, delivered, answers_of) for delivered in deliveries]


def _next(state: _State, delivered: DeliveredRows, answers_of: AnswersOf) -> DeliveryOutcome:
    now = {row.key: row for row in delivered.rows}
    shared = [key for key in now if key in state.rows]
    fresh = [row for key, row in now.items() if key not in state.rows]
    links = _links(state, now, shared, fresh, answers_of)
    gone = [r for r in _gone(state, now, shared, links) if r not in delivered.to_withdraw]
    account = _account(state, now, shared, links, gone, len(fresh))
    outcome = DeliveryOutcome(delivered.delivery_id, account)
    outcome.on_hold_code = _on_hold_code(delivered, gone, links)
    if outcome.on_hold_code:
        return outcome
    replaced = [before for _, before in links.pairs]
    if delivered.decision == PARTIAL:
        state.kept |= {row.key for row in gone}
    else:
        replaced += gone
        outcome.removed = sorted((row.delivery_id, row.row_number) for row in gone)
    for row in replaced:
        state.drop(row)
    for row in now.values():
        if row.key in state.rows:
            state.drop(state.rows[row.key])
        state.put(row)
    outcome.replaced = sorted((row.delivery_id, row.row_number) for row in replaced)
    return outcome


def _on_hold_code(delivered: DeliveredRows, gone: list[Row], links: Links) -> str | None:
    """Why a person has to decide about a delivery; None if nobody has to."""
    if delivered.on_hold_code:
        return delivered.on_hold_code
    if delivered.decision is not None:
        return None
    if delivered.to_withdraw:
        return "withdraws_many"
    if links.is_ambiguous:
        return "rows_ambiguous"
    return "rows_gone" if gone else None


def _links(
    state: _State, now: dict[tuple, Row], shared: list, fresh: list[Row], answers_of: AnswersOf
) -> Links:
    """Links by number first, then by time, person and answers among what is left."""
    found = Counter(state.rows[key].delivery_id for key in shared)
    numbered = link_by_number(fresh, now, state.by_number, found)
    taken = {row.key for row, _ in numbered}
    left = [row for row in fresh if row.key not in taken]
    known = now | {before.key: row for row, before in numbered}
    sizes = (len(state.rows), len(now))
    links = link(left, known, state.by_time, len(shared) + len(numbered), sizes, answers_of)
    links.pairs = [*numbered, *links.pairs]
    return links


def _gone(state: _State, now: dict[tuple, Row], shared: list, links: Links) -> list[Row]:
    """Rows of the deliveries that this one repeats, which are not in it.

    A delivery of other submissions of the same form (another language, the end beside the start)
    is not repeated, so none of its rows is missing.
    """
    linked = {before.key for _, before in links.pairs}
    repeated = {state.rows[key].delivery_id for key in (*shared, *linked)}
    if not repeated:
        return []
    return [
        row
        for key, row in state.rows.items()
        if row.delivery_id in repeated
        and key not in now
        and key not in linked
        and key not in state.kept
    ]


def _account(
    state: _State, now: dict, shared: list, links: Links, gone: list[Row], fresh: int
) -> dict[str, int]:
    pairs = [(now[key], state.rows[key]) for key in shared] + links.pairs
    changed = sum(row.content != before.content for row, before in pairs)
    return {
        "new": fresh - len(links.pairs),
        "changed": changed,
        "unchanged": len(pairs) - changed,
        "gone": len(gone),
        "linked": len(links.pairs),
    }
