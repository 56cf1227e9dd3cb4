"""Which languages reliability may be told of: a shell around orchestration.privacy.languages."""

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
    columns = ["language_code", "person_number", "cell_number", "told_number", "score"]
    spoken = dbt.ref("int_language_people").project(", ".join([*GROUP, *columns])).to_arrow_table()
    told = []
    if spoken.num_rows:
        groups = [_encoded(spoken[name]) for name in GROUP]
        language_of, languages = _encoded(spoken["language_code"])
        # Sorted by group, and cut where the group changes.
        order = np.lexsort([numbers for numbers, _ in groups])
        changes = np.any([np.diff(numbers[order]) != 0 for numbers, _ in groups], axis=0)
        for rows in np.split(order, np.flatnonzero(changes) + 1):
            group = [values[numbers[rows[0]]] for numbers, values in groups]
            people = _people(spoken.take(pa.array(rows)))
            found = tell_languages(people, np.array(languages)[language_of[rows]], SMALLEST_SCALE)
            told += [dict(zip(SCHEMA.names, (*group, language), strict=True)) for language in found]
    return pa.Table.from_pylist(told, schema=SCHEMA)


def _encoded(column):
    encoded = column.combine_chunks().dictionary_encode()
    return encoded.indices.to_numpy(), encoded.dictionary.to_pylist()


def _people(spoken):
    persons = spoken["person_number"]
    # Forms without a code: a person each, below zero.
    uncoded = persons.is_null().to_numpy()
    known = persons.fill_null(0).to_numpy()
    return People(
        np.where(uncoded, -1 - np.arange(len(known)), known),
        spoken["cell_number"].to_numpy(),
        {},
        spoken["score"].to_numpy()[:, None],
        np.unique(spoken["told_number"].to_numpy(), return_inverse=True)[1],
    )
