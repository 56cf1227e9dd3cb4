"""The submissions of deliveries as columns: numbers say which of them are the same.

Belongs here: those columns, and making a Row of the few submissions that are looked at one by one.
Does not belong here: what follows from two being the same (supersession, linkage).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from orchestration.ingest.convert.repeated_rows import numbered
from orchestration.ingest.convert.shapes import SUBMISSIONS
from orchestration.ingest.redelivery.linkage import Row
from orchestration.ingest.redelivery.precision import (
    DAY,
    MINUTE,
    precision_of,
    times_as_numbers,
)

# Columns of raw's submissions, in the order of a Row's fields after its delivery.
COLUMNS = (
    "row_number", "response_id", "answered_at", "person_key", "answered_ordinal",
    "answers_fingerprint", "content_fingerprint",
)  # fmt: skip
_SCHEMA = pa.schema([SUBMISSIONS.field(name) for name in COLUMNS])


@dataclass(frozen=True)
class Rows:
    """The submissions of one delivery; `table` has COLUMNS."""

    delivery_id: str
    table: pa.Table

    @classmethod
    def of(cls, delivery_id: str, rows: Iterable[Row]) -> Rows:
        """Rows of one delivery as columns."""
        values = [row[1:] for row in rows]
        columns = list(zip(*values, strict=True)) or [()] * len(COLUMNS)
        return cls(delivery_id, pa.table(list(map(list, columns)), schema=_SCHEMA))

    def __len__(self) -> int:
        return int(self.table.num_rows)

    def where(self, mask: pa.ChunkedArray) -> Rows:
        """Those for which the mask is true."""
        return Rows(self.delivery_id, self.table.filter(mask))

    def without(self, numbers: Collection[int]) -> Rows:
        """All but those with these row numbers."""
        if not numbers:
            return self
        gone = pc.is_in(self.table["row_number"], pa.array([*numbers], pa.int32()))
        return self.where(pc.invert(gone))

    def at(self, times: pa.Array | pa.ChunkedArray) -> Rows:
        """Those answered at one of these times; null is one."""
        return self.where(pc.is_in(self.table["answered_at"], times))

    def listed(self) -> list[Row]:
        """Each as a Row, in order."""
        columns = [self.table[name].to_pylist() for name in COLUMNS]
        return [Row(self.delivery_id, *values) for values in zip(*columns, strict=True)]


def times_of(rows: Iterable[Row]) -> pa.Array:
    """When the rows were answered, each time once."""
    return pa.array({row.answered_at for row in rows}, _SCHEMA.field("answered_at").type)


class Places:
    """Where each number is: the places of a row of numbers, found without looking through it."""

    def __init__(self, numbers: np.ndarray):
        self._order = np.argsort(numbers, kind="stable").astype(np.int32)
        self._starts = np.searchsorted(numbers[self._order], np.arange(numbers.max(initial=-1) + 2))

    def of(self, numbers: np.ndarray) -> np.ndarray:
        """The places of these numbers, of which each is there once; -1 is nowhere."""
        pieces = [self._order[self._starts[n] : self._starts[n + 1]] for n in numbers if n >= 0]
        return np.concatenate(pieces) if pieces else np.array([], np.int64)

    def in_several(self, groups: np.ndarray) -> np.ndarray:
        """True, by number, where its places are in more than one of the groups."""
        grouped = groups[self._order]
        found = np.zeros(len(self._starts) - 1, bool)
        filled = np.flatnonzero(np.diff(self._starts))
        if len(filled):
            starts = self._starts[filled]
            last = np.maximum.reduceat(grouped[: self._starts[-1]], starts)
            found[filled] = np.minimum.reduceat(grouped[: self._starts[-1]], starts) < last
        return found


class NumberedRows:
    """The submissions of several deliveries below one another, each by its place.

    `delivery` is the number of its delivery, `key`, `time` and `response` are numbers of what makes it the
    same submission, of its time and of its response number: the same for the same, -1 for none.
    """

    def __init__(self, deliveries: Sequence[Rows]):
        self.table = pa.concat_tables([_SCHEMA.empty_table(), *(one.table for one in deliveries)])
        self._names = [one.delivery_id for one in deliveries]
        lengths = [len(one) for one in deliveries]
        self._bounds = [*pairwise(np.cumsum([0, *lengths]))]
        self.delivery = np.repeat(np.arange(len(deliveries)), lengths)
        self.content = self.table["content_fingerprint"].to_numpy()
        self.time, self.response = self._numbered("answered_at"), self._numbered("response_id")
        self.key = self._keys()
        self.key_count = int(self.key.max(initial=-1)) + 1
        self.by_time, self.by_response = Places(self.time), Places(self.response)
        self.meets = self._meets()
        self.precision = np.array([precision_of(one.table["answered_at"]) for one in deliveries])
        self.meets_when_cut = self._meets_when_cut()

    def _numbered(self, name: str) -> np.ndarray:
        numbers = numbered(self.table[name].combine_chunks()).astype(np.int32, copy=True)
        # Arrow keeps what it took to tell millions of texts apart: 0.3 GB of five million submissions.
        pa.default_memory_pool().release_unused()
        return numbers

    def _keys(self) -> np.ndarray:
        """A number for each Row.key."""
        is_named = self.response >= 0
        parts = [
            np.where(is_named, 0, self.table["answers_fingerprint"].to_numpy()),
            np.where(is_named, 0, self.table["answered_ordinal"].to_numpy()),
            np.where(is_named, -1, self._numbered("person_key")),
            self.time,
            self.response,
        ]
        order = np.lexsort(parts)
        is_new = np.zeros(len(order), bool)
        for part in parts:
            is_new[1:] |= part[order][1:] != part[order][:-1]
        keys = np.empty(len(order), np.int32)
        keys[order] = np.cumsum(is_new)
        return keys

    def _meets(self) -> np.ndarray:
        """True, by delivery, where a submission has the key, time or response number of one in another."""
        meets = np.zeros(len(self._names), bool)
        for numbers, places in (
            (self.key, Places(self.key)),
            (self.time, self.by_time),
            (self.response, self.by_response),
        ):
            known = numbers >= 0
            several = places.in_several(self.delivery)
            meets[self.delivery[known][several[numbers[known]]]] = True
        return meets

    def _meets_when_cut(self) -> np.ndarray:
        """True, by delivery, where a submission has the minute, or the day, of one in a delivery with times
        of another precision.
        """
        meets = np.zeros(len(self._names), bool)
        if len({*self.precision.tolist()} - {0}) < 2:
            return meets
        known = np.flatnonzero(self.time >= 0)
        of = self.delivery[known]
        times = times_as_numbers(self.table["answered_at"].drop_null())
        precision = self.precision[of]
        for unit, groups in ((MINUTE, precision), (DAY, precision == DAY)):
            number = np.unique(times // unit, return_inverse=True)[1]
            meets[of[Places(number).in_several(groups)[number]]] = True
        return meets

    def delivered(self, number: int) -> tuple[np.ndarray, np.ndarray]:
        """(keys, places) of one delivery: each key once where it is first, with its last place."""
        start, end = self._bounds[number]
        keys, places = self.key[start:end], np.arange(start, end)
        distinct, first = np.unique(keys, return_index=True)
        if len(distinct) == len(keys):
            return keys, places
        last = len(keys) - 1 - np.unique(keys[::-1], return_index=True)[1]
        order = np.argsort(first)
        return distinct[order], places[last[order]]

    def listed(self, places: np.ndarray) -> list[Row]:
        """The submissions at some places, each as a Row."""
        columns = [self.table[name].take(pa.array(places)).to_pylist() for name in COLUMNS]
        names = [self._names[number] for number in self.delivery[places]]
        return [Row(*values) for values in zip(names, *columns, strict=True)]

    def counted(self, places: np.ndarray) -> Counter[str]:
        """How many of some places are in each delivery, by its id."""
        numbers, counts = np.unique(self.delivery[places], return_counts=True)
        names = [self._names[number] for number in numbers]
        return Counter(dict(zip(names, counts.tolist(), strict=True)))

    def names_at(self, places: np.ndarray) -> list[tuple[str, int]]:
        """(delivery id, row number) of the submission at each place."""
        numbers = self.table["row_number"].to_numpy()[places].tolist()
        names = (self._names[number] for number in self.delivery[places])
        return list(zip(names, numbers, strict=True))

    def named(self, places: np.ndarray) -> list[tuple[str, int]]:
        """The same in their order."""
        return sorted(self.names_at(places))
