"""Rows that have the same response number or respondent code as another row.

Belongs here: finding them. Does not belong here: which of them is used (the warehouse). Pure.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from orchestration.privacy import respondent_codes
from orchestration.privacy.pseudonyms import without_separators

_SINGLE = "single"
_DAY = 86_400_000_000  # in microseconds
_FEW = 1_000


def repeated(names: pa.Array) -> pa.Array:
    """True where a response number or person is on another row too."""
    numbers = numbered(names) + 1  # 0 for none
    counts = np.bincount(numbers, minlength=1)
    counts[0] = 0
    return pa.array(counts[numbers] > 1)


def differently_separated(texts: pa.Array) -> pa.Array:
    """True for respondent codes that differ from another one only by blanks or hyphens."""
    encoded = texts.dictionary_encode()
    likely = _likely_separated(encoded.dictionary)
    alike = respondent_codes.differently_separated(encoded.dictionary.take(likely).to_pylist())
    found = likely.take(pa.array(alike, pa.int64()))
    return pc.is_in(encoded.indices, found.cast(encoded.indices.type))


def _likely_separated(codes: pa.Array) -> pa.Array:
    """Positions of codes that are like another one without blanks and hyphens: few of many, and all of
    few, which costs less than to look for them.
    """
    if len(codes) <= _FEW:
        return pa.array(np.arange(len(codes)))
    together = pc.utf8_lower(pc.replace_substring_regex(codes, "[ -]", ""))
    is_odd = pc.match_substring_regex(codes, "[^A-Za-z0-9 -]")
    odd = pa.array(map(without_separators, codes.filter(is_odd).to_pylist()), pa.string())
    counts = pc.value_counts(together)
    several = counts.field("values").filter(pc.greater(counts.field("counts"), 1))
    is_like = pc.is_in(together, pa.concat_arrays([several, odd]))
    return pc.indices_nonzero(pc.or_(is_odd, is_like))


def same_time_point(
    person: pa.Array, phase: pa.Array, service: pa.Array, answered_at: pa.Array
) -> pa.Array:
    """True for rows of one person and service that are two starts, or two ends, in a row.

    A start after an end begins a new episode and is no repetition. Single measurements are
    repeated only on one day. Rows without a code or a time are not compared.
    """
    known = pc.and_(pc.and_(pc.is_valid(person), pc.is_valid(answered_at)), pc.is_valid(phase))
    places = np.flatnonzero(known.to_numpy(zero_copy_only=False))
    who, where = (numbered(column.filter(known)) for column in (person, service))
    when = answered_at.filter(known).cast(pa.int64()).to_numpy()
    kinds = phase.filter(known).dictionary_encode()
    names = kinds.dictionary.to_pylist()
    what = np.argsort(np.argsort(names))[kinds.indices.to_numpy()] if names else when
    order = np.lexsort((what, when, where, who))
    who, where, when, what = (column[order] for column in (who, where, when, what))
    same = (who[1:] == who[:-1]) & (where[1:] == where[:-1]) & (what[1:] == what[:-1])
    if _SINGLE in names:
        is_single = what[1:] == sorted(names).index(_SINGLE)
        same &= ~is_single | (when[1:] // _DAY == when[:-1] // _DAY)
    found = np.zeros(len(person), bool)
    found[places[order[1:][same]]] = found[places[order[:-1][same]]] = True
    return pa.array(found)


def numbered(names: pa.Array) -> np.ndarray:
    """A number for each name, the same for the same; -1 for none."""
    return pc.fill_null(names.dictionary_encode().indices, -1).to_numpy(zero_copy_only=False)
