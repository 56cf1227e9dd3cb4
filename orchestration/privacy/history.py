"""History: what has been published of each measurement, and what that allows a release to publish.

Belongs here: the rule that compares the newest data with everything published before. Pure: arrays
in, arrays out. Does not belong here: who shares a publication cell within one release
(publication_cells), or reading and writing the history's files.

A *measurement* is one episode of one person in one indicator family. A start that gets its end is
the same measurement in another cell. An *atom* is a set of measurements that every release since
they joined it has published together: in the same cell, their values corrected at the same time in
the same places. A measurement is *new* to its atom if it had never been published before it joined.

The rule. Every atom has at least k people who are new to it, and the sum of their scores tells
none of them (uniform). An atom may split only into parts for which that is still true. A measurement that was
published before and left its atom comes back only inside an atom with k people who are new.

Why that is enough. Take any combination of published rows of all releases. It weighs what was
published of each measurement, and all measurements of an atom get the same weights from the rows
that were published while the atom existed, because they stood in the same rows with the same
versions of their values. If the combination is about anybody, take the latest atom (by the release
in which it was made; its parts count as made with it) whose own rows weigh something. For the
people who are new to it, earlier rows weigh nothing, since nothing was published of them; later
rows weigh nothing, by choice of the latest; and its own rows weigh the same for each. So the
combination is about all of them: at least k people, not all alike. This holds for people who have
withdrawn too: the atom they were in was closed with k people or more, and is never divided again.

Distributions are published of unions of cells, with a larger k. Their atoms are unions of the
cells' atoms of the same release, with the same values (`inside`), so that the argument above holds
for both kinds of rows together, and for the distributions alone with the larger k.

Tables by background or language divide the people of an atom, and are published once. An atom in
such a table is *bound*: it is never divided afterwards, but moves or leaves whole. Whatever is
published of it later weighs all of it the same, as its cell did in the release of the table. So any
combination is one of that release, in which the rule of backgrounds holds with atoms for cells, and
with the people who are new to them for everybody.

What it does not cover: equal weights may cancel for most people. The items of a complete form add
up to its score, those of a form with a blank do not; so an exact sum beside a distribution is about
the forms with blanks alone. Rounding the sums has to see to that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from orchestration.privacy.columns import Labels
from orchestration.privacy.uniform import Scale

# Label of what is in no publication cell; person of a form without a respondent code.
NO_CELL = ""
NO_PERSON = 0
# A value that a measurement does not have, such as the end of a start.
NO_VALUE = np.iinfo(np.int64).min
NO_ATOM = -1
# Counts of people who are held are published as these bands only.
_HELD_BANDS = ((0, "0"), (9, "1-9"), (49, "10-49"))
# Place -> what is published there; and the scores and the content that were published together.
Content = Mapping[str, str]
Version = tuple[tuple[int, ...], Content]


@dataclass(frozen=True)
class Minimum:
    """The smallest numbers of people.

    `persons`: distinct people known by a respondent code. `people`: people in all, where some
    have no code. `renewal`: people new to a cell with whom an atom that holds back corrections or
    moves is made anew; at least the minimum of distributions, or these would disappear with it.
    """

    persons: int
    people: int
    renewal: int

    def __post_init__(self) -> None:
        if not 1 <= self.persons <= min(self.people, self.renewal):
            raise ValueError(
                "the minimum of identified people must be from 1 to the other minimums"
            )


@dataclass(frozen=True)
class Measurements:
    """What the newest data would publish, a row per measurement, in any order.

    `keys`: n whole numbers, unique; the same for a measurement in every release, whatever its
    pairing status. `persons`: n whole numbers, the same for a person in every release; NO_PERSON
    without a respondent code. `labels`: n texts that name the publication cell, pairing status and
    period included, held as Labels; NO_CELL if suppressed. `values`: n x c whole numbers, a column for each
    score that a published number is made of (start, end, change, single); NO_VALUE if there is none.
    `contents`: what else is published of a measurement (answers, conditions), place by place, of
    those of which the history has it otherwise than the newest data; all others have none in either.
    `scales`: of each column of `values`, None where it has no ends; empty if no column has.
    """

    keys: np.ndarray
    persons: np.ndarray
    labels: Labels
    values: np.ndarray
    contents: Mapping[int, Content] = field(default_factory=dict, kw_only=True)
    scales: tuple[Scale | None, ...] = field(default=(), kw_only=True)

    def __post_init__(self) -> None:
        object.__setattr__(self, "labels", Labels.of(self.labels))
        # In order they usually are, and then it is seen at once.
        if (np.diff(self.keys) <= 0).any() and len(np.unique(self.keys)) != len(self.keys):
            raise ValueError("a measurement comes twice: its people would be counted apart")
        if not len(self.keys) == len(self.persons) == len(self.labels) == len(self.values):
            raise ValueError("the columns of the measurements differ in length")

    @classmethod
    def none(cls, value_count: int) -> Measurements:
        """No rows, with `value_count` values each."""
        empty = np.zeros(0, dtype=np.int64)
        nowhere = Labels.of(empty.astype(str))
        return cls(empty, empty, nowhere, empty.reshape(0, value_count))


@dataclass(frozen=True)
class History(Measurements):
    """What was last published of every measurement of which anything ever was.

    `labels` and `values` are those published; NO_CELL if it has left. `atoms`: n whole numbers,
    NO_ATOM if it has left. `is_new`: n booleans, true if it had never been published before it
    joined its atom. `earlier`: what was published before, oldest first, of measurements that were
    corrected within their atom. `is_bound`: n booleans, true if the atom is never divided.
    """

    atoms: np.ndarray
    is_new: np.ndarray
    earlier: Mapping[int, tuple[Version, ...]] = field(default_factory=dict)
    is_bound: np.ndarray = field(default_factory=lambda: np.zeros(0, dtype=bool))

    def __post_init__(self) -> None:
        super().__post_init__()
        if not len(self.is_bound):
            object.__setattr__(self, "is_bound", np.zeros(len(self.keys), dtype=bool))

    @classmethod
    def empty(cls, value_count: int) -> History:
        """The history before the first release."""
        none = Measurements.none(value_count)
        return cls(
            none.keys,
            none.persons,
            none.labels,
            none.values,
            none.keys,
            none.keys.astype(bool),
        )

    def without(self, withdrawn: Sequence[int] | np.ndarray) -> History:
        """What an old release may still publish after people have withdrawn.

        Called on the history as it was after that release. The atoms that these people were in
        leave whole: with a part of one, the rest could be had by subtracting a later atom.
        """
        gone = np.isin(self.persons, withdrawn) & (self.persons != NO_PERSON)
        kept = ~np.isin(self.atoms, self.atoms[gone & (self.atoms != NO_ATOM)]) & ~gone
        return History(
            self.keys[kept],
            self.persons[kept],
            self.labels[kept],
            self.values[kept],
            self.atoms[kept],
            self.is_new[kept],
            {key: self.earlier[key] for key in self.keys[kept].tolist() if key in self.earlier},
            self.is_bound[kept],
        )


@dataclass(frozen=True)
class Decision:
    """What a release publishes of every measurement in the newest data or the history.

    `history`: as it is after the release, in order of keys; its rows with a label are what is
    published. `joined`: booleans beside its rows, true where the atom was made in this release
    of measurements that were in none; `corrected`: where other values are published than before.
    `is_newest`: where what is published is what the newest data say. `held`: keys of measurements
    of which something else is published than the newest data say, or nothing; `held_persons`,
    `held_labels`: their people and wanted cells.
    """

    history: History
    joined: np.ndarray
    corrected: np.ndarray
    is_newest: np.ndarray
    held: np.ndarray
    held_persons: np.ndarray
    held_labels: Labels

    def within(
        self, label_of: Mapping[str, str], scales: tuple[Scale | None, ...] = ()
    ) -> Measurements:
        """The measurements that distributions want: published cells, by the union they belong to.

        `label_of`: cell -> label of the union; a cell that is missing has no distribution.
        """
        after = self.history
        return Measurements(
            after.keys,
            after.persons,
            after.labels.renamed(label_of, NO_CELL),
            after.values,
            contents=after.contents,
            scales=scales,
        )


def band_of_held(count: int) -> str:
    """A number of people who are held, as it may be published."""
    return next((band for highest, band in _HELD_BANDS if count <= highest), "50+")
