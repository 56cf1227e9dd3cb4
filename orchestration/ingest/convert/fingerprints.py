"""Fingerprints: numbers by which two submissions can be compared without reading their answers.

Belongs here: what makes a submission the same (who answered what, when) and what makes its
content the same. A fingerprint depends on the meaning alone, not on language, tool or row order.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc


def fingerprint(*parts: str) -> int:
    """64 bits, the same for the same texts; never 0."""
    digest = hashlib.blake2b("\0".join(parts).encode(), digest_size=8).digest()
    return int.from_bytes(digest) or 1


def text_fingerprints(name: str, texts: pa.Array) -> np.ndarray:
    """A fingerprint per row of a text column; 0 for null and blank."""
    encoded = pc.fill_null(texts, "").dictionary_encode()
    stripped = [text.strip() for text in encoded.dictionary.to_pylist()]
    distinct = [fingerprint(name, text) if text else 0 for text in stripped] or [0]
    return np.array(distinct, np.uint64)[encoded.indices.to_numpy(zero_copy_only=False)]


def added(count: int, fingerprints: Iterable[np.ndarray]) -> np.ndarray:
    """The sum of fingerprints row by row, modulo 2^64: the order of columns plays no part."""
    total = np.zeros(count, np.uint64)
    for one in fingerprints:
        total = total + one
    return total


def as_column(fingerprints: np.ndarray) -> pa.Array:
    """Fingerprints as the signed integers that tables hold."""
    return pa.array(fingerprints.view(np.int64))


class SameRowCounter:
    """Counts the rows of the same time, person and answers in a delivery."""

    def __init__(self) -> None:
        self._counts: dict[tuple, int] = {}

    def ordinals(
        self, columns: Mapping[str, pa.Array], answers: np.ndarray, present: np.ndarray
    ) -> pa.Array:
        """1, 2, … among rows that are the same, in the file's order; 0 for those not `present`."""
        times = columns["answered_at"].cast(pa.int64()).to_pylist()
        people = columns["person_key"].to_pylist()
        numbers = []
        keys = zip(times, people, answers.tolist(), strict=True)
        for key, here in zip(keys, present.tolist(), strict=True):
            count = self._counts.get(key, 0) + 1 if here else 0
            if here:
                self._counts[key] = count
            numbers.append(count)
        return pa.array(numbers, pa.int32())
