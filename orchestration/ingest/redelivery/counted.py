"""The submissions that count so far, while the deliveries of a sender and form are compared in order.

Belongs here: keeping them by their key. Pure. Does not belong here: which of them count (supersession).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from orchestration.ingest.redelivery.rows import NumberedRows


@dataclass
class Now:
    """A delivery as it is compared: its keys with their places, and the places of the same before."""

    keys: np.ndarray
    places: np.ndarray
    before: np.ndarray

    @property
    def fresh(self) -> np.ndarray:
        """Places of submissions that did not count before."""
        return self.places[self.before < 0]

    @property
    def shared(self) -> np.ndarray:
        """Places, before, of those that did."""
        return self.before[self.before >= 0]


class State:
    """The submissions that count so far: by key their place, and their turn to be put there.

    `kept` are those that a person decided were only not exported, `is_now` those of the delivery
    that is compared.
    """

    def __init__(self, rows: NumberedRows):
        self.rows, self.size, self._turns = rows, 0, 0
        self.places = np.full(rows.key_count, -1)
        self.turns = np.zeros(rows.key_count, np.int64)
        self.kept, self.is_now = np.zeros(rows.key_count, bool), np.zeros(rows.key_count, bool)

    def left_at(self, places: np.ndarray) -> np.ndarray:
        """Of these places those that count and are not in the delivery, in the order of their turns."""
        keys = self.rows.key[places]
        left = (self.places[keys] == places) & ~self.is_now[keys]
        return places[left][np.argsort(self.turns[keys[left]], kind="stable")]

    def drop(self, places: np.ndarray) -> None:
        """No longer count what is at these places."""
        keys = np.unique(self.rows.key[places])
        self.size -= int((self.places[keys] >= 0).sum())
        self.places[keys] = -1

    def put(self, now: Now) -> None:
        """Count a delivery."""
        self.size += int((self.places[now.keys] < 0).sum())
        self.places[now.keys] = now.places
        self.turns[now.keys] = np.arange(self._turns, self._turns + len(now.keys))
        self._turns += len(now.keys)
