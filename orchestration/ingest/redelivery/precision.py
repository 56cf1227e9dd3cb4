"""The same submissions with times of another precision: an export that a spreadsheet program cut to
minutes or days, beside one with seconds.

Belongs here: finding them. Pure. Does not belong here: what follows from it (supersession).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from orchestration.ingest.convert.repeated_rows import numbered

# In microseconds, as times are held. A delivery whose times are all of one of these has no finer ones.
_SECOND, MINUTE, DAY = 1_000_000, 60_000_000, 86_400_000_000


def precision_of(times: pa.ChunkedArray) -> int:
    """The coarsest of day, minute and second of which all times are multiples; 0 if there is no time."""
    known = times_as_numbers(times.drop_null())
    if not len(known):
        return 0
    return next((unit for unit in (DAY, MINUTE) if not (known % unit).any()), _SECOND)


def same_but_for_precision(
    table: pa.Table, fresh: np.ndarray, earlier: Sequence[tuple[int, np.ndarray]]
) -> tuple[np.ndarray, np.ndarray]:
    """Places of fresh rows and of the earlier rows that they are: same person and answers, and the same
    time once both are cut to the coarser unit. Rows that are alike are paired in their order.

    `earlier` has the unit to compare by, and the places. A day says too little of somebody unknown.
    """
    pairs = [_pairs(table, fresh, places, unit) for unit, places in earlier if len(places)]
    if not pairs:
        return fresh[:0], fresh[:0]
    mine, theirs = (np.concatenate(side) for side in zip(*pairs, strict=True))
    first = np.unique(mine, return_index=True)[1]
    return mine[first], theirs[first]


def _pairs(
    table: pa.Table, fresh: np.ndarray, earlier: np.ndarray, unit: int
) -> tuple[np.ndarray, np.ndarray]:
    places = np.concatenate([fresh, earlier])
    rows = table.select(["answered_at", "person_key", "answers_fingerprint"]).take(pa.array(places))
    person = numbered(rows["person_key"].combine_chunks())
    may_be = pc.is_valid(rows["answered_at"]).to_numpy(zero_copy_only=False)
    if unit == DAY:
        may_be &= person >= 0
    cut = times_as_numbers(rows["answered_at"].fill_null(0)) // unit
    parts = np.stack([cut, person.astype(np.int64), rows["answers_fingerprint"].to_numpy()], axis=1)
    code = np.unique(parts, axis=0, return_inverse=True)[1].reshape(-1)
    is_fresh = np.arange(len(places)) < len(fresh)
    mine, theirs = (_by_turn(code, np.flatnonzero(may_be & side)) for side in (is_fresh, ~is_fresh))
    both = mine.keys() & theirs.keys()
    found = sorted((mine[key], theirs[key]) for key in both)
    return places[[a for a, _ in found]], places[[b for _, b in found]]


def _by_turn(code: np.ndarray, at: np.ndarray) -> dict[tuple[int, int], int]:
    """(what a row is, its turn among equal ones) -> where it is."""
    turns: dict[int, int] = {}
    found = {}
    for index in at.tolist():
        what = int(code[index])
        found[what, turns.setdefault(what, 0)] = index
        turns[what] += 1
    return found


def times_as_numbers(times: pa.ChunkedArray) -> np.ndarray:
    """Times without nulls, in microseconds."""
    return times.cast(pa.timestamp("us")).cast(pa.int64()).to_numpy()
