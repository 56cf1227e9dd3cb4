"""The same submissions with times of another precision: an export that a spreadsheet program cut to
minutes or days, beside one with seconds; and what only looks the same, because nobody is known.

Belongs here: finding both. Pure. Does not belong here: what follows from it (supersession).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from orchestration.ingest.convert.repeated_rows import numbered

# In microseconds, as times are held. A delivery whose times are all of one of these has no finer ones.
_SECOND, MINUTE, DAY = 1_000_000, 60_000_000, 86_400_000_000
# Of n rows that answered alike, two groups of people have numbers that differ by about the root of n.
# Two copies differ by hardly any: this many times less.
_LESS_THAN_CHANCE = 4


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


def look_like(
    table: pa.Table, fresh: np.ndarray, earlier: Sequence[tuple[int, np.ndarray]]
) -> np.ndarray:
    """Places of earlier rows that fresh rows seem to be copies of, one to one, though a person is not
    known on both sides: the same time once both are cut, and the same answers.

    Where few different answers are possible, many rows meet by chance. So rows count only if about as
    many came as there were: n people against n. Arguments as of same_but_for_precision.
    """
    found = [_like(table, fresh, places, unit) for unit, places in earlier if len(places)]
    return np.unique(np.concatenate([fresh[:0], *found]))


def _like(table: pa.Table, fresh: np.ndarray, earlier: np.ndarray, unit: int) -> np.ndarray:
    rows, cut, person, may_be = _compared(table, np.concatenate([fresh, earlier]), unit)
    is_fresh = np.arange(len(person)) < len(fresh)
    is_known = person >= 0
    for side in (is_fresh, ~is_fresh):
        if is_known[side].all():  # somebody known on the other side is somebody else, or linked
            may_be &= side | ~is_known
    code = _numbers(cut, rows["answers_fingerprint"].to_numpy())
    mine, theirs = (
        np.bincount(code[may_be & side], minlength=len(code)) for side in (is_fresh, ~is_fresh)
    )
    as_many = (_LESS_THAN_CHANCE * (mine - theirs)) ** 2 <= mine + theirs
    pairs = np.where(as_many, np.minimum(mine, theirs), 0)
    at = _by_turn(code, np.flatnonzero(may_be & ~is_fresh))
    return earlier[[index - len(fresh) for (what, turn), index in at.items() if turn < pairs[what]]]


def _compared(
    table: pa.Table, places: np.ndarray, unit: int
) -> tuple[pa.Table, np.ndarray, np.ndarray, np.ndarray]:
    """The rows at some places, their times cut, their people by number (-1: unknown), and where there is
    a time.
    """
    rows = table.select(["answered_at", "person_key", "answers_fingerprint"]).take(pa.array(places))
    person = numbered(rows["person_key"].combine_chunks()).astype(np.int64)
    cut = times_as_numbers(rows["answered_at"].fill_null(0)) // unit
    return rows, cut, person, pc.is_valid(rows["answered_at"]).to_numpy(zero_copy_only=False).copy()


def _numbers(*parts: np.ndarray) -> np.ndarray:
    """The same number for rows that are the same in all parts."""
    return np.unique(np.stack(parts, axis=1), axis=0, return_inverse=True)[1].reshape(-1)


def _pairs(
    table: pa.Table, fresh: np.ndarray, earlier: np.ndarray, unit: int
) -> tuple[np.ndarray, np.ndarray]:
    places = np.concatenate([fresh, earlier])
    rows, cut, person, may_be = _compared(table, places, unit)
    if unit == DAY:
        may_be &= person >= 0
    code = _numbers(cut, person, rows["answers_fingerprint"].to_numpy())
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
