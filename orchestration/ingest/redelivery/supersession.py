"""Which submissions of a form stand when it is delivered again, and what changed: the row account.

Belongs here: comparing the deliveries of one sender and form in their order. Pure: rows and
decisions in, accounts out. That the latest delivery of a submission wins is done by the warehouse;
here is what only a comparison can tell: rows that came back under another id, and rows that are gone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from orchestration.ingest.redelivery.linkage import Row, Ties, tie, tie_numbers

REMOVED, PARTIAL = "removed", "partial"
AnswersOf = Callable[[Row], frozenset]


class Delivered(NamedTuple):
    """One delivery: its rows, and what a person decided about rows it no longer has."""

    delivery_id: str
    rows: list[Row]
    decision: str | None


@dataclass
class Settled:
    """What a delivery means: its account, why it waits (None: it stands), and the earlier rows
    that no longer count although no later row has their key: (delivery_id, row_number).

    `withdrawn` are earlier rows of submissions that gave no consent this time, by their mark.
    """

    delivery_id: str
    account: dict[str, int]
    waits_for: str | None = None
    replaced: list[tuple[str, int]] = field(default_factory=list)
    withdrawn: dict[str, list[Row]] = field(default_factory=dict)


@dataclass
class _State:
    """The rows that stand; `kept` are those a person said were only not exported."""

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


def settle(deliveries: list[Delivered], answers_of: AnswersOf) -> list[Settled]:
    """Walk the deliveries of one sender and form in their order; `answers_of` is asked rarely."""
    state = _State()
    return [_next(state, delivered, answers_of) for delivered in deliveries]


def _next(state: _State, delivered: Delivered, answers_of: AnswersOf) -> Settled:
    now = {row.key: row for row in delivered.rows}
    shared = [key for key in now if key in state.rows]
    fresh = [row for key, row in now.items() if key not in state.rows]
    ties = _ties(state, now, shared, fresh, answers_of)
    gone = _gone(state, now, shared, ties)
    account = _account(state, now, shared, ties, gone, len(fresh))
    outcome = Settled(delivered.delivery_id, account)
    if delivered.decision is None and (gone or ties.is_ambiguous):
        outcome.waits_for = "rows_ambiguous" if ties.is_ambiguous else "rows_gone"
        return outcome
    replaced = [before for _, before in ties.pairs]
    if delivered.decision == PARTIAL:
        state.kept |= {row.key for row in gone}
    else:
        replaced += gone
    for row in replaced:
        state.drop(row)
    for row in now.values():
        if row.key in state.rows:
            state.drop(state.rows[row.key])
        state.put(row)
    outcome.replaced = sorted((row.delivery_id, row.row_number) for row in replaced)
    return outcome


def _ties(
    state: _State, now: dict[tuple, Row], shared: list, fresh: list[Row], answers_of: AnswersOf
) -> Ties:
    """Ties by number first, then by time, person and answers among what is left."""
    found = Counter(state.rows[key].delivery_id for key in shared)
    numbered = tie_numbers(fresh, now, state.by_number, found)
    taken = {row.key for row, _ in numbered}
    left = [row for row in fresh if row.key not in taken]
    known = now | {before.key: row for row, before in numbered}
    sizes = (len(state.rows), len(now))
    ties = tie(left, known, state.by_time, len(shared) + len(numbered), sizes, answers_of)
    ties.pairs = [*numbered, *ties.pairs]
    return ties


def _gone(state: _State, now: dict[tuple, Row], shared: list, ties: Ties) -> list[Row]:
    """Rows of the deliveries that this one repeats, which are not in it. Another survey of the
    same form (another language, the end beside the start) is not repeated and lacks nothing.
    """
    tied = {before.key for _, before in ties.pairs}
    repeated = {state.rows[key].delivery_id for key in (*shared, *tied)}
    if not repeated:
        return []
    return [
        row
        for key, row in state.rows.items()
        if row.delivery_id in repeated
        and key not in now
        and key not in tied
        and key not in state.kept
    ]


def _account(
    state: _State, now: dict, shared: list, ties: Ties, gone: list[Row], fresh: int
) -> dict[str, int]:
    pairs = [(now[key], state.rows[key]) for key in shared] + ties.pairs
    changed = sum(row.content != before.content for row, before in pairs)
    return {
        "new": fresh - len(ties.pairs),
        "changed": changed,
        "unchanged": len(pairs) - changed,
        "gone": len(gone),
        "linked": len(ties.pairs),
    }
