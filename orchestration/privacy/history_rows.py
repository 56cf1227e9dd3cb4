"""The history and the newest data side by side, a row per measurement.

Belongs here: joining the two, and what differs between them. Pure. Does not belong here: what may
be published of the difference (moves).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from orchestration.privacy.columns import distinct
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
        keys = np.union1d(before.keys, wanted.keys)
        old, new = np.searchsorted(keys, before.keys), np.searchsorted(keys, wanted.keys)
        every = [np.array([NO_CELL]), before.labels, wanted.labels]
        names, name_of = distinct(np.concatenate(every))
        name_of = name_of[1:]
        persons = _spread(keys, before.persons, old, NO_PERSON)
        persons[new] = wanted.persons
        is_known = _spread(keys, np.ones(len(old), dtype=bool), old, False)
        is_gone = ~_spread(keys, np.ones(len(new), dtype=bool), new, False)
        is_withdrawn = np.isin(persons, withdrawn[withdrawn != NO_PERSON])
        wanted_labels = _spread(keys, name_of[len(old) :], new, NOWHERE)
        wanted_labels[is_withdrawn] = NOWHERE
        wanted_values = _spread(keys, before.values, old, NO_VALUE)
        wanted_values[new] = wanted.values
        values = _spread(keys, wanted.values, new, NO_VALUE)
        values[old] = before.values
        atoms = _spread(keys, before.atoms, old, NO_ATOM)
        differs = (values != wanted_values).any(axis=1) | _content_differs(before, wanted, keys)
        differs &= (atoms != NO_ATOM) & ~is_gone
        corrected = differs & (wanted_labels != NOWHERE)
        patterns = _patterns(before, wanted, keys, values, wanted_values, corrected)
        must_leave, must_close, bundles = _nesting(keys, inside)
        # What is gone, or is otherwise now, may have come back under another key: not new.
        elsewhere = ((is_known & is_gone) | differs) & (persons != NO_PERSON)
        returned = np.isin(persons, persons[elsewhere])
        labels = _spread(keys, name_of[: len(old)], old, NOWHERE)
        return cls(
            keys,
            persons,
            names,
            labels,
            wanted_labels,
            values,
            wanted_values,
            atoms,
            _spread(keys, before.is_new, old, False),
            ~is_known & ~returned,
            differs,
            patterns,
            # A distribution is of the same values as the sums, or is not published.
            is_withdrawn | must_leave | ((patterns != 0) & (inside is not None)),
            must_close,
            bundles,
            _spread(keys, before.is_bound, old, False),
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


def _spread(keys: np.ndarray, values: np.ndarray, at: np.ndarray, otherwise: int) -> np.ndarray:
    """Values for all keys, from those for some."""
    found = np.full((len(keys), *values.shape[1:]), otherwise, dtype=values.dtype)
    found[at] = values
    return found


def _content_differs(before: History, wanted: Measurements, keys: np.ndarray) -> np.ndarray:
    given = {*before.contents, *wanted.contents}
    other = [k for k in given if before.contents.get(k, {}) != wanted.contents.get(k, {})]
    return np.isin(keys, np.array(other, dtype=np.int64))


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
    patterns = np.zeros(len(keys), dtype=np.int64)
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
    at = np.searchsorted(cells.keys, keys)
    at[at == len(cells.keys)] = 0
    found = cells.keys[at] == keys if len(cells.keys) else np.zeros(len(keys), dtype=bool)
    atoms = np.where(found, cells.atoms[at] if len(cells.keys) else 0, NO_ATOM)
    joined = found & (inside.joined[at] if len(cells.keys) else False)
    # Atoms of cells, then the measurements that are in none, each by itself.
    alone = len(cells.keys) + np.arange(len(keys))
    return atoms == NO_ATOM, joined, np.where(atoms == NO_ATOM, alone, atoms)
