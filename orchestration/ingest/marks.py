"""Marks: numbers by which two submissions can be compared without reading their answers.

Belongs here: what makes a submission the same (who answered what, when) and what makes its
content the same. A mark depends on nothing but the meaning: not on language, tool or row order.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc


def mark(*parts: str) -> int:
    """64 bits that tell these texts from others; never 0."""
    digest = hashlib.blake2b("\0".join(parts).encode(), digest_size=8).digest()
    return int.from_bytes(digest) or 1


def text_marks(name: str, texts: pa.Array) -> np.ndarray:
    """A mark per row of a text column; 0 for null and blank."""
    encoded = pc.fill_null(texts, "").dictionary_encode()
    stripped = [text.strip() for text in encoded.dictionary.to_pylist()]
    distinct = [mark(name, text) if text else 0 for text in stripped] or [0]
    return np.array(distinct, np.uint64)[encoded.indices.to_numpy(zero_copy_only=False)]


def added(count: int, marks: Iterable[np.ndarray]) -> np.ndarray:
    """The sum of marks row by row, modulo 2^64: the order of columns plays no part."""
    total = np.zeros(count, np.uint64)
    for one in marks:
        total = total + one
    return total


def as_column(marks: np.ndarray) -> pa.Array:
    """Marks as the signed integers that tables hold."""
    return pa.array(marks.view(np.int64))


def ordinals(columns: Mapping[str, pa.Array], answers: np.ndarray) -> pa.Array:
    """1, 2, … among rows of the same time, person and answers, in the file's order."""
    seen: dict[tuple, int] = {}
    times = columns["answered_at"].cast(pa.int64()).to_pylist()
    numbers = []
    for key in zip(times, columns["person_key"].to_pylist(), answers.tolist(), strict=True):
        seen[key] = seen.get(key, 0) + 1
        numbers.append(seen[key])
    return pa.array(numbers, pa.int32())
