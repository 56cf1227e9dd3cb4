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

from orchestration.ingest.convert.repeated_rows import numbered
from orchestration.ingest.readers.text_columns import each_text

_SAME = pa.schema(
    {
        "answered_at": pa.timestamp("us"),
        "person_key": pa.dictionary(pa.int32(), pa.string()),
        "answers": pa.uint64(),
    }
)

# As bytes: the fingerprint of nothing, and what another text has that would have the same.
_NONE, _ONE = bytes(8), bytes(7) + b"\1"


def fingerprint(*parts: str) -> int:
    """64 bits, the same for the same texts; never 0."""
    return int.from_bytes(_digest("\0".join(parts)))


def _digest(text: str) -> bytes:
    digest = hashlib.blake2b(text.encode(), digest_size=8).digest()
    return digest if digest != _NONE else _ONE


def text_fingerprints(name: str, texts: pa.Array) -> np.ndarray:
    """A fingerprint per row of a text column; 0 for null and blank."""
    encoded = texts.dictionary_encode()
    stripped = (text.strip() for text in each_text(encoded.dictionary))
    found = b"".join(_digest(f"{name}\0{text}") if text else _NONE for text in stripped)
    # The last one is that of null, whose number is -1.
    distinct = np.frombuffer(found + _NONE, ">u8").astype(np.uint64)
    return distinct[numbered(encoded)]


def added(count: int, fingerprints: Iterable[np.ndarray]) -> np.ndarray:
    """The sum of fingerprints row by row, modulo 2^64: the order of columns plays no part."""
    total = np.zeros(count, np.uint64)
    for one in fingerprints:
        total += one
    return total


def as_column(fingerprints: np.ndarray) -> pa.Array:
    """Fingerprints as the signed integers that tables hold."""
    return pa.array(fingerprints.view(np.int64))


class SameRowCounter:
    """Counts the rows of the same time, person and answers in a delivery, of one part after another."""

    def __init__(self) -> None:
        self._before = _SAME.empty_table()

    def ordinals(
        self, columns: Mapping[str, pa.Array], answers: np.ndarray, present: np.ndarray
    ) -> pa.Array:
        """1, 2, … among rows that are the same, in the file's order; 0 for those not `present`."""
        here = pa.array(present)
        person = columns["person_key"].dictionary_encode()
        values = [columns["answered_at"], person, pa.array(answers)]
        fresh = pa.table([value.filter(here) for value in values], schema=_SAME)
        before = self._before.num_rows
        self._before = pa.concat_tables([self._before, fresh]).unify_dictionaries()
        numbers = np.zeros(len(present), np.int32)
        numbers[present] = _ordinals(self._before.combine_chunks())[before:]
        return pa.array(numbers)


def _ordinals(rows: pa.Table) -> np.ndarray:
    """The number of each row among those that are the same."""
    when = rows["answered_at"].cast(pa.int64())
    keys = (
        rows["answers"].to_numpy(),
        pc.fill_null(when, 0).to_numpy(),
        pc.is_null(when).to_numpy(),
        numbered(rows["person_key"].combine_chunks()),
    )
    order = np.lexsort(keys)  # of equal rows the earlier first
    is_new = np.ones(len(order), bool)
    is_new[1:] = np.logical_or.reduce([key[order][1:] != key[order][:-1] for key in keys])
    place = np.arange(len(order))
    first = np.maximum.accumulate(np.where(is_new, place, 0))
    found = np.empty(len(order), np.int32)
    found[order] = place - first + 1
    return found
