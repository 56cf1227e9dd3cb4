"""Which languages reliability may be told of: a shell around orchestration.privacy.languages."""

import itertools

import numpy as np
import pyarrow as pa

from orchestration.privacy.background import People
from orchestration.privacy.languages import tell_languages

GROUP = ["indicator_key", "period_key", "phase_code"]
SCHEMA = pa.schema(
    {
        "indicator_key": pa.int64(),
        "period_key": pa.int32(),
        "phase_code": pa.string(),
        "language_code": pa.string(),
    }
)
SMALLEST_SCALE = 30


def model(dbt, _session):
    """Return one row per language that may be told, of those who answered in several."""
    dbt.config(materialized="table")
    columns = [*GROUP, "language_code", "person_number", "cell_number", "told_code", "score"]
    relation = dbt.ref("int_language_people").project(", ".join(columns))
    rows = sorted(relation.fetchall(), key=lambda row: row[:3])
    told = []
    for group, these in itertools.groupby(rows, key=lambda row: row[:3]):
        _, _, _, languages, persons, cells, codes, scores = zip(*these, strict=True)
        people = People(
            # Forms without a code: a person each, below zero.
            np.array([-n if p is None else p for n, p in enumerate(persons, 1)]),
            np.array(cells),
            {},
            np.array(scores)[:, None],
            np.unique(codes, return_inverse=True)[1],
        )
        found = tell_languages(people, np.array(languages), SMALLEST_SCALE)
        told += [dict(zip(SCHEMA.names, (*group, language), strict=True)) for language in found]
    return pa.Table.from_pylist(told, schema=SCHEMA)
