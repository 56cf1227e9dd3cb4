"""Moves: which measurements change their publication cell, or their values, in this release.

Belongs here: applying the rule of history to a release: splitting atoms, closing those that
somebody must leave, making new ones. Pure. Does not belong here: the rule and why it is enough
(history), or who is enough (crowds).

Four steps:

1. The measurements of an atom that want the same change move together, if they are enough and those
   who stay are enough or nobody.
2. If somebody must leave at once, as many others of the atom leave as it takes.
3. Where many new people enter a cell, its atoms that hold back a change are closed, so that what is
   wanted of them can be published together with the new people.
4. Whoever is in no atom enters the cell that is wanted: one new atom per cell, if the new people in
   it are enough.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from orchestration.privacy.columns import Labels, among, chosen, ranked, taken
from orchestration.privacy.crowds import NO_GROUP, Crowd, numbered_where
from orchestration.privacy.history import (
    NO_ATOM,
    NO_PERSON,
    Decision,
    History,
    Measurements,
    Minimum,
)
from orchestration.privacy.history_rows import NOWHERE, Rows


def decide(
    before: History,
    wanted: Measurements,
    minimum: Minimum,
    withdrawn: Sequence[int] | np.ndarray = (),
    inside: Decision | None = None,
    expired: Sequence[str] | np.ndarray = (),
) -> Decision:
    """Decide what is published now of each measurement.

    Args:
        before: the history after the last release.
        wanted: what the newest data would publish.
        minimum: the smallest numbers of people.
        withdrawn: persons who leave at once; the new history keeps nothing of them.
        inside: the decision about publication cells, if this one is about distributions. `wanted`
            is then `inside.within(...)`.
        expired: labels of the history that can no longer be published; their atoms leave whole.

    Returns:
        The decision. It does not depend on the order of rows.

    Raises:
        ValueError: the history and the newest data differ in the number of values.
    """
    gone, no_longer = np.asarray(withdrawn, dtype=np.int64), np.asarray(expired, dtype=str)
    rows = Rows.of(before, wanted, gone, inside, no_longer)
    least = minimum.persons, minimum.people
    new_to_atom = Crowd(_counted_persons(rows.persons), rows.is_new, *least, wanted.scales)
    entering = replace(new_to_atom, is_new=rows.is_unpublished)
    many = replace(entering, least_persons=minimum.renewal, least_people=minimum.renewal)
    moving = _moving(rows, new_to_atom)
    closed = _closed(rows, moving, new_to_atom)
    closed |= _renewed(rows, moving, closed, many)
    joining = _joining(rows, moving, closed, entering)
    return _result(before, wanted, rows, moving, closed, joining)


def _counted_persons(persons: np.ndarray) -> np.ndarray:
    """Persons as small numbers, to count them; NO_PERSON is itself."""
    _, numbers = ranked(persons)
    return np.where(persons == NO_PERSON, NO_PERSON, numbers + 1).astype(np.int32)


def _moving(rows: Rows, crowd: Crowd) -> np.ndarray:
    """Rows that move with their part of the atom."""
    wants = rows.in_atom & ~rows.as_wanted & ~rows.must_close & ~rows.is_expired
    if not wants.any():
        return wants
    parts = numbered_where(wants, [rows.atoms, rows.wanted_labels, rows.patterns])
    enough = crowd.is_enough(parts, rows.values, rows.wanted_values)
    concerned = rows.in_atom & among(rows.atoms, rows.atoms[wants])
    atoms = numbered_where(concerned, [rows.atoms])
    is_part = _sizes(parts) != _sizes(atoms)
    moving = wants & _of_rows(enough, parts) & ~(rows.is_bound & is_part)
    staying = np.where(moving, NO_GROUP, atoms)
    too_few = np.zeros(atoms.max(initial=NO_GROUP) + 1, dtype=bool)
    found = crowd.is_enough(staying, rows.values)
    too_few[: len(found)] = ~found
    too_few[np.setdiff1d(np.arange(len(too_few)), staying)] = False
    # Too few would stay: the smallest part stays with them.
    doubtful = moving & _of_rows(too_few, atoms)
    smallest = _smallest(np.where(doubtful, parts, NO_GROUP), atoms)
    return moving & ~among(parts, smallest)


def _smallest(parts: np.ndarray, atoms: np.ndarray) -> np.ndarray:
    """The smallest part of each atom; of parts of one size the one with the lowest key."""
    found, first, sizes = np.unique(parts[parts != NO_GROUP], return_index=True, return_counts=True)
    first = np.flatnonzero(parts != NO_GROUP)[first]
    order = np.lexsort((first, sizes, atoms[first]))
    is_first = np.diff(atoms[first][order], prepend=NO_GROUP) != 0
    return found[order][is_first]


def _closed(rows: Rows, moving: np.ndarray, crowd: Crowd) -> np.ndarray:
    """Rows that leave because they must, or so that those who must are not alone."""
    closed = np.zeros(len(rows.keys), dtype=bool)
    staying = rows.in_atom & ~moving
    forced = staying & (rows.must_leave | rows.must_close | rows.is_expired)
    if not forced.any():
        return closed
    concerned = np.flatnonzero(staying & among(rows.atoms, rows.atoms[forced]))
    bundles = rows.bundles[concerned]
    # Whoever is held goes first. Then by a number that has nothing to do with anybody's score.
    is_forced = among(bundles, rows.bundles[forced])
    is_held = among(bundles, rows.bundles[staying & ~rows.as_wanted])
    order = np.lexsort((bundles, _scattered(bundles), ~is_held, ~is_forced, rows.atoms[concerned]))
    concerned = concerned[order]
    for atom in _runs(concerned, rows.atoms[concerned]):
        if (rows.is_bound | rows.is_expired)[atom].any():
            closed[atom] = True
            continue
        parts = _runs(atom, rows.bundles[atom])
        forced_count = sum(bool(forced[part].any()) for part in parts)
        closed[crowd.leavers(parts, forced_count, rows.values)] = True
    return closed


def _renewed(rows: Rows, moving: np.ndarray, closed: np.ndarray, many: Crowd) -> np.ndarray:
    """Rows of atoms that hold back a change, in cells that many new people enter."""
    staying = rows.in_atom & ~moving & ~closed
    held = staying & ~rows.as_wanted
    if held.any():
        entering = rows.wanted_labels[_joining(rows, moving, closed, many)]
        held &= among(rows.labels, entering)
    return staying & among(rows.atoms, rows.atoms[held])


def _joining(rows: Rows, moving: np.ndarray, closed: np.ndarray, crowd: Crowd) -> np.ndarray:
    """Rows that enter a cell together with enough new people."""
    # Under another key somebody may still be published; nobody is counted twice.
    elsewhere = rows.persons[rows.in_atom & ~moving & ~closed & rows.is_gone]
    is_counted = among(rows.persons, elsewhere[elsewhere != NO_PERSON])
    free = (~rows.in_atom | closed) & (rows.wanted_labels != NOWHERE) & ~is_counted
    cells = numbered_where(free, [rows.wanted_labels])
    return free & _of_rows(crowd.is_enough(cells, rows.wanted_values), cells)


def _result(
    before: History,
    wanted: Measurements,
    rows: Rows,
    moving: np.ndarray,
    closed: np.ndarray,
    joining: np.ndarray,
) -> Decision:
    staying = rows.in_atom & ~moving & ~closed
    changed = moving | joining
    nowhere = np.int32(NOWHERE)
    labels = np.where(changed, rows.wanted_labels, np.where(staying, rows.labels, nowhere))
    values = chosen(changed, rows.wanted_values, rows.values)
    published = labels != NOWHERE
    # Parts of one atom that go to the same cell with the same corrections stay together.
    atoms = numbered_where(
        published,
        [
            joining,
            np.where(joining, NO_ATOM, rows.atoms),
            labels,
            np.where(moving, rows.patterns, 0),
        ],
    )
    is_newest = published & ~rows.is_gone & (changed | ~rows.differs)
    held = (labels != rows.wanted_labels) | (published & ~is_newest)
    # Who came back under another key is remembered: the next release must not take them for new.
    kept = (published | rows.is_known | ~rows.is_unpublished) & ~rows.is_withdrawn
    changed_keys = rows.keys[changed & kept]
    given = np.array([*{*before.contents, *wanted.contents}], dtype=np.int64)
    contents = dict(before.contents) | {
        key: wanted.contents.get(key, {}) for key in given[among(given, changed_keys)].tolist()
    }
    history = History(
        taken(rows.keys, kept),
        taken(rows.persons, kept),
        Labels(rows.names, taken(labels, kept)),
        taken(values, kept),
        taken(atoms, kept),
        (np.where(joining, rows.is_unpublished, rows.is_new) & published)[kept],
        _earlier(before, rows, staying | (moving & published), moving),
        (rows.is_bound & published & ~joining)[kept],
        contents=contents,
    )
    return Decision(
        history,
        joining[kept],
        (moving & published & (rows.patterns != 0))[kept],
        is_newest[kept],
        rows.keys[held],
        rows.persons[held],
        Labels(rows.names, rows.wanted_labels[held]),
    )


def _earlier(before: History, rows: Rows, kept: np.ndarray, moving: np.ndarray) -> dict:
    """Values published before the present ones, of those who are still in the same atom."""
    known = np.array([*before.earlier], dtype=np.int64)
    still = known[among(known, rows.keys[kept])].tolist()
    found = {key: before.earlier[key] for key in still}
    for row in np.flatnonzero(kept & moving & (rows.patterns != 0)).tolist():
        key = int(rows.keys[row])
        version = (tuple(rows.values[row].tolist()), before.contents.get(key, {}))
        found[key] = (*found.get(key, ()), version)
    return found


def _of_rows(of_group: np.ndarray, groups: np.ndarray) -> np.ndarray:
    """A group's truth value for each of its rows; False for rows of none."""
    return np.append(of_group, False)[groups]


def _sizes(groups: np.ndarray) -> np.ndarray:
    """For each row how many are in its group."""
    return np.bincount(groups + 1)[groups + 1] if len(groups) else groups


def _runs(rows: np.ndarray, groups: np.ndarray) -> list[np.ndarray]:
    """Rows split where the group changes."""
    return np.split(rows, np.flatnonzero(np.diff(groups)) + 1) if len(rows) else []


def _scattered(numbers: np.ndarray) -> np.ndarray:
    """Whole numbers in an order of their own, the same in every release (splitmix64)."""
    mixed = numbers.astype(np.uint64)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))
