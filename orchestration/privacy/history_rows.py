"""The history and the newest data side by side, a row per measurement.

Belongs here: joining the two, and what differs between them. Pure. Does not belong here: what may
be published of the difference (moves).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from orchestration.privacy.crowds import numbered
from orchestration.privacy.history import (
    NO_ATOM,
    NO_CELL,
    NO_PERSON,
    NO_VALUE,
    Decision,
    History,
    Measurements,
)

NOWHERE = 0


@dataclass(frozen=True)
class Rows:
    """Every measurement of the history or the newest data, in order of keys.

    `names`: texts of the labels; `labels` and `wanted_labels` are numbers of them, NOWHERE for no
    cell. `patterns`: which values are corrected, and whether back to one published before; 0 if
    none is. `is_new`: had never been published before it joined its atom; `is_unpublished`: never
    until now. `must_leave`: may not stay as it is; `must_close`: may not move with its atom either.
    `bundles`: what may not be divided. `is_known`: in the history; `is_gone`: not in the newest
    data.
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
    patterns: np.ndarray
    must_leave: np.ndarray
    must_close: np.ndarray
    bundles: np.ndarray
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
    ) -> Rows:
        """Join both by key; people who have withdrawn want no cell."""
        if before.values.shape[1] != wanted.values.shape[1]:
            raise ValueError(
                f"the history has {before.values.shape[1]} values per measurement, the newest data"
                f" {wanted.values.shape[1]}: give both the same columns"
            )
        keys = np.union1d(before.keys, wanted.keys)
        old, new = np.searchsorted(keys, before.keys), np.searchsorted(keys, wanted.keys)
        names = np.unique(np.concatenate([np.array([NO_CELL]), before.labels, wanted.labels]))
        persons = _spread(keys, before.persons, old, NO_PERSON)
        persons[new] = wanted.persons
        is_known = _spread(keys, np.ones(len(old), dtype=bool), old, False)
        is_gone = ~_spread(keys, np.ones(len(new), dtype=bool), new, False)
        is_withdrawn = np.isin(persons, withdrawn[withdrawn != NO_PERSON])
        wanted_labels = _spread(keys, np.searchsorted(names, wanted.labels), new, NOWHERE)
        wanted_labels[is_withdrawn] = NOWHERE
        wanted_values = _spread(keys, before.values, old, NO_VALUE)
        wanted_values[new] = wanted.values
        values = _spread(keys, wanted.values, new, NO_VALUE)
        values[old] = before.values
        atoms = _spread(keys, before.atoms, old, NO_ATOM)
        differs = (atoms != NO_ATOM) & (wanted_labels != NOWHERE)
        differs &= (values != wanted_values).any(axis=1)
        patterns = _patterns(before, keys, values, wanted_values, differs)
        must_leave, must_close, bundles = _nesting(keys, inside)
        # Somebody of whom a measurement is gone may have come back under another key: not new.
        returned = np.isin(persons, persons[is_known & is_gone & (persons != NO_PERSON)])
        return cls(
            keys,
            persons,
            names,
            _spread(keys, np.searchsorted(names, before.labels), old, NOWHERE),
            wanted_labels,
            values,
            wanted_values,
            atoms,
            _spread(keys, before.is_new, old, False),
            ~is_known & ~returned,
            patterns,
            # A distribution is of the same values as the sums, or is not published.
            is_withdrawn | must_leave | ((patterns != 0) & (inside is not None)),
            must_close,
            bundles,
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


def _patterns(
    before: History,
    keys: np.ndarray,
    values: np.ndarray,
    wanted_values: np.ndarray,
    differs: np.ndarray,
) -> np.ndarray:
    """A number for each way to be corrected: for each value, which version it becomes.

    Somebody whose answer is set back to what it was is not corrected in the same way as somebody
    who gets a third one: the first and last releases would differ by the second person alone.
    """
    patterns = np.zeros(len(keys), dtype=np.int64)
    rows = np.flatnonzero(differs)
    if not len(rows):
        return patterns
    versions = (values[rows] != wanted_values[rows]).astype(np.int64)
    for index, row in enumerate(rows.tolist()):
        if earlier := before.earlier.get(int(keys[row])):
            known = np.array([*earlier, values[row], wanted_values[row]])
            versions[index] = (known == wanted_values[row]).argmax(axis=0)
    patterns[rows] = numbered(list(versions.T)) + 1
    return patterns


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
