"""The history and the newest data side by side, a row per measurement.

Belongs here: joining the two, and what differs between them. Pure. Does not belong here: what may
be published of the difference (moves).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np

from orchestration.privacy.columns import Beside, among, looked_up, merged, union
from orchestration.privacy.history import (
    NO_ATOM,
    NO_CELL,
    NO_PERSON,
    NO_VALUE,
    Decision,
    History,
    Measurements,
    Version,
)

NOWHERE = 0
_M = TypeVar("_M", bound=Measurements)


@dataclass(frozen=True)
class Rows:
    """Every measurement of the history or the newest data, in order of keys.

    `names`: texts of the labels; `labels` and `wanted_labels` are numbers of them, NOWHERE for no
    cell. `differs`: published otherwise than the newest data say; `patterns`: in which places, and
    whether back to what was published before; 0 if in none, or if no cell is wanted. `is_new`: had never been published before it joined its atom; `is_unpublished`: never
    until now. `must_leave`: may not stay as it is; `must_close`: may not move with its atom either.
    `bundles`: what may not be divided; `is_bound`: nor may its atom. `is_expired`:
    its cell can no longer be published. `is_known`: in the history;
    `is_gone`: not in the newest data.

    Columns may be those of the history or the newest data themselves: nobody writes to them.
    """

    keys: np.ndarray
    persons: np.ndarray
    names: np.ndarray
    labels: np.ndarray
    wanted_labels: np.ndarray
    values: np.ndarray
    wanted_values: np.ndarray
    atoms: np.ndarray
    is_new: np.ndarray
    is_unpublished: np.ndarray
    differs: np.ndarray
    patterns: np.ndarray
    must_leave: np.ndarray
    must_close: np.ndarray
    bundles: np.ndarray
    is_bound: np.ndarray
    is_expired: np.ndarray
    is_withdrawn: np.ndarray
    is_known: np.ndarray
    is_gone: np.ndarray

    @classmethod
    def of(
        cls,
        before: History,
        wanted: Measurements,
        withdrawn: np.ndarray,
        inside: Decision | None,
        expired: np.ndarray,
    ) -> Rows:
        """Join both by key; people who have withdrawn want no cell."""
        if before.values.shape[1] != wanted.values.shape[1]:
            raise ValueError(
                f"the history has {before.values.shape[1]} values per measurement, the newest data"
                f" {wanted.values.shape[1]}: give both the same columns"
            )
        keys = union(before.keys, wanted.keys)
        before, wanted = _in_order(before), _in_order(wanted)
        old, new = Beside.of(keys, before.keys), Beside.of(keys, wanted.keys)
        names, (labels_of_old, labels_of_new) = merged(NO_CELL, before.labels, wanted.labels)
        persons = new.over(wanted.persons, old.spread(before.persons, NO_PERSON))
        is_known, is_gone = old.is_there, ~new.is_there
        is_withdrawn = among(persons, withdrawn[withdrawn != NO_PERSON])
        wanted_labels = new.spread(labels_of_new, NOWHERE)
        if is_withdrawn.any():
            wanted_labels = np.where(is_withdrawn, np.int32(NOWHERE), wanted_labels)
        values = old.over(before.values, new.spread(wanted.values, NO_VALUE))
        wanted_values = new.over(wanted.values, old.spread(before.values, NO_VALUE))
        atoms = old.spread(before.atoms, NO_ATOM)
        differs = _differ(values, wanted_values) | _content_differs(before, wanted, keys)
        differs &= (atoms != NO_ATOM) & ~is_gone
        corrected = differs & (wanted_labels != NOWHERE)
        patterns = _patterns(before, wanted, keys, values, wanted_values, corrected)
        must_leave, must_close, bundles = _nesting(keys, inside)
        # What is gone, or is otherwise now, may have come back under another key: not new.
        elsewhere = ((is_known & is_gone) | differs) & (persons != NO_PERSON)
        returned = among(persons, persons[elsewhere])
        labels = old.spread(labels_of_old, NOWHERE)
        return cls(
            keys,
            persons,
            names,
            labels,
            wanted_labels,
            values,
            wanted_values,
            atoms,
            old.spread(before.is_new, False),
            ~is_known & ~returned,
            differs,
            patterns,
            # A distribution is of the same values as the sums, or is not published.
            is_withdrawn | must_leave | ((patterns != 0) & (inside is not None)),
            must_close,
            bundles,
            old.spread(before.is_bound, False),
            (atoms != NO_ATOM) & np.isin(names, expired)[labels],
            is_withdrawn,
            is_known,
            is_gone,
        )

    @property
    def in_atom(self) -> np.ndarray:
        """True where something is published since the last release."""
        return self.atoms != NO_ATOM

    @property
    def as_wanted(self) -> np.ndarray:
        """True where what is published is what the newest data say."""
        return (self.labels == self.wanted_labels) & (self.patterns == 0)


def _in_order(some: _M) -> _M:
    """The same measurements in order of their keys."""
    if (np.diff(some.keys) > 0).all():
        return some
    order = np.argsort(some.keys)
    columns = ("keys", "persons", "labels", "values", "atoms", "is_new", "is_bound")
    return replace(some, **{n: getattr(some, n)[order] for n in columns if hasattr(some, n)})


def _differ(values: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Whether any of a row's values are not the same."""
    found = np.zeros(len(values), dtype=bool)
    for column, other in zip(values.T, others.T, strict=True):
        found |= column != other
    return found


def _content_differs(before: History, wanted: Measurements, keys: np.ndarray) -> np.ndarray:
    given = {*before.contents, *wanted.contents}
    other = [k for k in given if before.contents.get(k, {}) != wanted.contents.get(k, {})]
    return among(keys, np.array(other, dtype=np.int64))


def _patterns(
    before: History,
    wanted: Measurements,
    keys: np.ndarray,
    values: np.ndarray,
    wanted_values: np.ndarray,
    differs: np.ndarray,
) -> np.ndarray:
    """A number for each way to be corrected: for each place, which version it becomes.

    Somebody whose answer is set back to what it was is not corrected in the same way as somebody
    who gets a third one: the first and last releases would differ by the second person alone.
    """
    patterns = np.zeros(len(keys), dtype=np.int32)
    numbers: dict[tuple, int] = {}
    for row in np.flatnonzero(differs).tolist():
        key = int(keys[row])
        published = (tuple(values[row].tolist()), before.contents.get(key, {}))
        wants = (tuple(wanted_values[row].tolist()), wanted.contents.get(key, {}))
        pattern = _pattern((*before.earlier.get(key, ()), published), wants)
        patterns[row] = numbers.setdefault(pattern, len(numbers) + 1)
    return patterns


def _pattern(versions: tuple[Version, ...], wants: Version) -> tuple[tuple[int | str, int], ...]:
    """Place -> the first version that has there what is wanted; left out where it is the oldest."""
    known = [_places(version) for version in (*versions, wants)]
    found: list[tuple[int | str, int]] = []
    for place in sorted(set().union(*known), key=str):
        there = [version.get(place) for version in known]
        if first := there.index(there[-1]):
            found.append((place, first))
    return tuple(found)


def _places(version: Version) -> dict[int | str, int | str]:
    values, content = version
    return {**dict(enumerate(values)), **content}


def _nesting(
    keys: np.ndarray, inside: Decision | None
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Who must leave, who must leave before joining anew, and what may not be divided."""
    if inside is None:
        nobody = np.zeros(len(keys), dtype=bool)
        return nobody, nobody, keys
    cells = inside.history
    atoms = looked_up(keys, cells.keys, cells.atoms, NO_ATOM)
    joined = looked_up(keys, cells.keys, inside.joined, False)
    # Atoms of cells, then the measurements that are in none, each by itself.
    alone = len(cells.keys) + np.arange(len(keys), dtype=np.int32)
    return atoms == NO_ATOM, joined, np.where(atoms == NO_ATOM, alone, atoms)
