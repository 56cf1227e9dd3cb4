"""Columns of a table as numpy's, with little of them in Python: there may be millions of rows.

Belongs here: those conversions. Pure. Does not belong here: what the columns mean.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa


def texts(column: pa.ChunkedArray) -> np.ndarray:
    """The texts as objects of numpy's, each text once in memory."""
    encoded = column.combine_chunks().dictionary_encode()
    names = np.array(encoded.dictionary.to_pylist() or [""], dtype=object)
    return names[encoded.indices.to_numpy()]


def numbered(texts: np.ndarray) -> tuple[list[str], np.ndarray]:
    """Every text once, and for each place the number of its text."""
    encoded = as_array(texts).dictionary_encode()
    return encoded.dictionary.to_pylist(), encoded.indices.to_numpy()


def distinct(texts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """As numpy's unique with the inverse, without sorting a million texts."""
    names, numbers = numbered(texts)
    order = np.array(sorted(range(len(names)), key=names.__getitem__), dtype=np.int64)
    place = np.empty(len(names), dtype=np.int64)
    place[order] = np.arange(len(names))
    return np.array(names, dtype=object)[order], place[numbers]


def as_array(texts: np.ndarray) -> pa.Array:
    """The texts as Arrow's."""
    found = pa.array(texts, pa.string())
    # Of very many it makes pieces.
    return found.combine_chunks() if isinstance(found, pa.ChunkedArray) else found


def nullable(values: np.ndarray, is_null: np.ndarray) -> pa.Array:
    """The values, some of them null."""
    return pa.array(values, mask=is_null)


def at(keys: np.ndarray, known: np.ndarray, values: np.ndarray, missing: object) -> np.ndarray:
    """The values of these keys, of the keys that have any; both in order."""
    found = np.full(len(keys), missing, dtype=values.dtype)
    place = np.searchsorted(keys, known)
    is_there = place < len(keys)
    is_there[is_there] = keys[place[is_there]] == known[is_there]
    found[place[is_there]] = values[is_there]
    return found
