"""Which languages have rows in the reliability report: calls orchestration.privacy.languages.

Indicators that share items get the same languages: those that hold for the scores of all of them.
"""

from itertools import groupby

import numpy as np
import pyarrow as pa

from orchestration.privacy.background_people import People
from orchestration.privacy.languages import choose_languages

FAMILY = ["family_key", "period_key", "phase_code"]
GROUP = [*FAMILY, "indicator_key"]
SCHEMA = pa.schema(
    {
        "family_key": pa.int64(),
        "indicator_key": pa.int64(),
        "period_key": pa.int32(),
        "phase_code": pa.string(),
        "language_code": pa.string(),
    }
)
SMALLEST_SCALE = 30


def model(dbt, _session):
    """Return a row per published language, where people answered in several languages."""
    dbt.config(materialized="table")
    people = [
        "submission_key",
        "language_code",
        "person_number",
        "atom_number",
        "is_new",
        "published_number",
    ]
    answered = dbt.ref("int_language_people").project(", ".join([*GROUP, *people, "score"]))
    published = []
    for family, alike in groupby(_by_group(answered.to_arrow_table()), lambda both: both[0][:-1]):
        indicators, found = zip(*((group[-1], rows) for group, rows in alike), strict=True)
        if any(rows["submission_key"] != found[0]["submission_key"] for rows in found):
            raise ValueError("indicators that share items must be of the same people")
        languages = np.array(found[0]["language_code"].to_pylist())
        for language in choose_languages(_people(found), languages, SMALLEST_SCALE):
            family_key, period, phase = family
            for indicator in indicators:
                names = (family_key, indicator, period, phase, language)
                published.append(dict(zip(SCHEMA.names, names, strict=True)))
    return pa.Table.from_pylist(published, schema=SCHEMA)


def _by_group(answered):
    """Each group and its rows, in order of the groups; its people in order of their forms."""
    if not answered.num_rows:
        return
    answered = answered.sort_by([(name, "ascending") for name in (*GROUP, "submission_key")])
    numbers = [_encoded(answered[name]) for name in GROUP]
    changes = np.any([np.diff(column, prepend=-1) != 0 for column in numbers], axis=0)
    starts = np.flatnonzero(changes).tolist()
    for start, end in zip(starts, [*starts[1:], answered.num_rows], strict=True):
        rows = answered.slice(start, end - start)
        yield tuple(rows[name][0].as_py() for name in GROUP), rows


def _encoded(column):
    return column.combine_chunks().dictionary_encode().indices.to_numpy()


def _people(found):
    """The people of a group, with the scores of every indicator of its family."""
    rows = found[0]
    persons = rows["person_number"]
    # Forms without a code: a person each, below zero.
    uncoded = persons.is_null().to_numpy()
    known = persons.fill_null(0).to_numpy()
    return People(
        np.where(uncoded, -1 - np.arange(len(known)), known),
        rows["atom_number"].to_numpy(),
        {},
        np.column_stack([each["score"].to_numpy() for each in found]),
        np.unique(rows["published_number"].to_numpy(), return_inverse=True)[1],
        rows["is_new"].to_numpy(),
    )
