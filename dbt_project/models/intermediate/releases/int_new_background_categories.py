"""Which background categories are published for a county: calls orchestration.privacy.backgrounds.

Later releases can tell the people of an atom apart from the others of its cell: the rule holds for
atoms. Indicators that share items get the same categories: those that hold for the scores of all of them.
"""

from itertools import groupby

import numpy as np
import pyarrow as pa

from orchestration.privacy.background_people import Categories, People
from orchestration.privacy.backgrounds import choose_categories
from orchestration.privacy.uniform import scales_of

FAMILY = ["questionnaire_code", "family_key", "period_key", "region_code"]
COUNTY = [*FAMILY, "indicator_key"]
SCHEMA = pa.schema(
    {
        "questionnaire_code": pa.string(),
        "family_key": pa.int64(),
        "indicator_key": pa.int64(),
        "period_key": pa.int32(),
        "region_code": pa.string(),
        "background_code": pa.string(),
        "category_code": pa.string(),
        "published_code": pa.string(),
    }
)
# Scores of these tables are whole hundredths of a point.
UNIT = 100
SCORES = ("start_score", "end_score", "end_score - start_score")


def model(dbt, _session):
    """Return a row per published category; merged categories have the same `published_code`."""
    dbt.config(materialized="table")
    scores = [f"cast(({score}) * {UNIT} as integer) as score_{n}" for n, score in enumerate(SCORES)]
    numbers = ["person_number", "atom_number", "is_new", "pair_number"]
    columns = [*COUNTY, "background_code", "category_code", *numbers, *scores]
    pairs = dbt.ref("int_new_backgrounds").project(", ".join(columns)).to_arrow_table()
    published = []
    if pairs.num_rows:
        scales = scales_of(dbt.ref("int_indicator_scales").fetchall(), unit=UNIT)
        declared = _declared(dbt.ref("int_background_options").project("*").to_arrow_table())
        counties, county_of = _counties(pairs)
        background_of, backgrounds = _encoded(pairs["background_code"])
        # Each background of a county has a row for every pair, in the same order.
        order = np.lexsort((pairs["pair_number"].to_numpy(), background_of, county_of))
        columns = _columns(pairs, order)
        runs = _runs(county_of[order])
        # The counties are in order, and so those of a family one after the other.
        for _, alike in groupby(zip(counties, runs, strict=True), lambda both: both[0][:-1]):
            published += _rows(
                list(alike), columns, background_of[order], backgrounds, declared, scales
            )
    return pa.Table.from_pylist(published, schema=SCHEMA)


def _declared(options):
    """Questionnaire and half-year -> background -> the categories that there can be."""
    found = {}
    for row in options.to_pylist():
        of_period = found.setdefault((row["questionnaire_code"], row["period_key"]), {})
        of_period.setdefault(row["background_code"], set()).add(row["category_code"])
    return found


def _encoded(column):
    encoded = column.combine_chunks().dictionary_encode()
    return encoded.indices.to_numpy().astype(np.int64), encoded.dictionary.to_pylist()


def _counties(pairs):
    """The counties (with questionnaire, period and indicator) in order, and each row's number."""
    number = np.zeros(pairs.num_rows, dtype=np.int64)
    parts = [_encoded(pairs[name]) for name in COUNTY]
    for codes, values in parts:
        number = number * len(values) + codes
    _, first, county_of = np.unique(number, return_index=True, return_inverse=True)
    found = [tuple(values[codes[row]] for codes, values in parts) for row in first]
    ranks = {county: rank for rank, county in enumerate(sorted(found))}
    return sorted(found), np.array([ranks[county] for county in found])[county_of]


def _columns(pairs, order):
    category_of, categories = _encoded(pairs["category_code"])
    return {
        "person": pairs["person_number"].to_numpy()[order],
        "pair": pairs["pair_number"].to_numpy()[order],
        "atom": pairs["atom_number"].to_numpy()[order],
        "is_new": pairs["is_new"].to_numpy()[order],
        "category": category_of[order],
        "categories": tuple(categories),
        "scores": np.column_stack(
            [pairs[f"score_{n}"].to_numpy()[order] for n in range(len(SCORES))]
        ),
    }


def _runs(numbers):
    """Slices of equal numbers, one after the other."""
    starts = np.flatnonzero(np.diff(numbers, prepend=-1))
    return [slice(a, b) for a, b in zip(starts, [*starts[1:], len(numbers)], strict=True)]


def _rows(alike, columns, background_of, backgrounds, declared, scales):
    """The rows of a family's indicators, each with the same people in the same order."""
    rows = alike[0][1]
    spans = {
        backgrounds[background_of[rows][span.start]]: slice(
            rows.start + span.start, rows.start + span.stop
        )
        for span in _runs(background_of[rows])
    }
    one = next(iter(spans.values()))
    count, first = one.stop - one.start, one.start - rows.start
    of_each = [slice(run.start + first, run.start + first + count) for _, run in alike]
    if any((columns["pair"][these] != columns["pair"][one]).any() for these in of_each):
        raise ValueError("indicators that share items must be of the same people")
    people = People(
        persons=columns["person"][one],
        cells=columns["atom"][one],
        categories={
            name: Categories(columns["category"][span], columns["categories"])
            for name, span in spans.items()
        },
        scores=np.column_stack([columns["scores"][these] for these in of_each]),
        is_new=columns["is_new"][one],
        # Starts, ends and changes; a change has no ends of its own.
        scales=tuple(scale for county, _ in alike for scale in (*[scales[county[-1]]] * 2, None)),
    )
    questionnaire, _, period, *_ = alike[0][0]
    chosen = choose_categories(people, declared=declared[questionnaire, period])
    for background, categories in chosen.items():
        for category, merged in categories.items():
            for (questionnaire, family, period, region, indicator), _ in alike:
                names = (background, category, "+".join(merged))
                county = (questionnaire, family, indicator, period, region)
                yield dict(zip(SCHEMA.names, (*county, *names), strict=True))
