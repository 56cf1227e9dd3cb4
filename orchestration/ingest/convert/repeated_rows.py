"""Rows that have the same response number or respondent code as another row.

Belongs here: finding them. Does not belong here: which of them is used (the warehouse). Pure.
"""

from __future__ import annotations

from datetime import datetime
from itertools import pairwise

import pyarrow as pa
import pyarrow.compute as pc

from orchestration.privacy import respondent_codes


def repeated(names: pa.Array) -> pa.Array:
    """True where a response number or person is on another row too."""
    counts = names.drop_null().value_counts()
    twice = counts.field("values").filter(pc.greater(counts.field("counts"), 1))
    return pc.and_(pc.is_in(names, twice), pc.is_valid(names))


def differently_separated(texts: pa.Array) -> pa.Array:
    """True for respondent codes that differ from another one only by blanks or hyphens."""
    encoded = texts.dictionary_encode()
    alike = respondent_codes.differently_separated(encoded.dictionary.to_pylist())
    return pc.is_in(encoded.indices, pa.array(alike, encoded.indices.type))


def same_time_point(
    person: pa.Array, phase: pa.Array, service: pa.Array, answered_at: pa.Array
) -> pa.Array:
    """True for rows of one person and service that are two starts, or two ends, in a row.

    A start after an end begins a new episode and is no repetition. Single measurements are
    repeated only on one day. Rows without a code or a time are not compared.
    """
    found = [False] * len(person)
    episodes: dict[tuple, list[tuple[datetime, str, int]]] = {}
    columns = (person, service, answered_at, phase)
    for place, (who, where, when, what) in enumerate(
        zip(*(c.to_pylist() for c in columns), strict=True)
    ):
        if who is not None and when is not None and what is not None:
            episodes.setdefault((who, where), []).append((when, what, place))
    for rows in episodes.values():
        for (first, one, here), (second, other, there) in pairwise(sorted(rows)):
            if one == other and (one != "single" or first.date() == second.date()):
                found[here] = found[there] = True
    return pa.array(found, pa.bool_())
