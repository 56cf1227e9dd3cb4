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
PERSON = ("pair_number", "person_number", "atom_number", "is_new")
BATCH_ROWS = 100_000


def model(dbt, _session):
    """Return a row per published category; merged categories have the same `published_code`."""
    dbt.config(materialized="table")
    scores = [f"cast(({score}) * {UNIT} as integer) as score_{n}" for n, score in enumerate(SCORES)]
    columns = [*COUNTY, "background_code", "category_code", *PERSON, *scores]
    pairs = dbt.ref("int_new_backgrounds").project(", ".join(columns))
    counties = _counties(pairs.to_arrow_reader(BATCH_ROWS))
    published = []
    if counties:
        scales = scales_of(dbt.ref("int_indicator_scales").fetchall(), unit=UNIT)
        declared = _declared(dbt.ref("int_background_options").project("*").to_arrow_table())
        # In order, so that the counties of a family are one after the other.
        for _, alike in groupby(sorted(counties), lambda county: county[:-1]):
            alike = {county: counties.pop(county) for county in alike}
            published += _rows(alike, declared, scales)
    return pa.Table.from_pylist(published, schema=SCHEMA)


def _declared(options):
    """Questionnaire and half-year -> background -> the categories that there can be."""
    found = {}
    for row in options.to_pylist():
        of_period = found.setdefault((row["questionnaire_code"], row["period_key"]), {})
        of_period.setdefault(row["background_code"], set()).add(row["category_code"])
    return found


class _County:
    """The pairs of a county while they come in, a row per background of each."""

    def __init__(self):
        # Background -> pieces of pairs and of their categories, as numbers of `names`.
        self.pieces = {}
        self.names = {}
        # Of the first background that comes, since they are the same of all.
        self.first = None
        self.people = []

    def put(self, background, rows):
        self.first = self.first or background
        encoded = rows["category_code"].dictionary_encode()
        known = self.names
        number_of = [known.setdefault(name, len(known)) for name in encoded.dictionary.to_pylist()]
        numbers = np.array(number_of, dtype=np.int16)[encoded.indices.to_numpy()]
        pairs = rows["pair_number"].to_numpy().copy()
        self.pieces.setdefault(background, []).append((pairs, numbers))
        if background == self.first:
            scores = [rows[f"score_{n}"].to_numpy() for n in range(len(SCORES))]
            taken = [rows[name].to_numpy(zero_copy_only=False).copy() for name in PERSON[1:]]
            self.people.append((*taken, np.column_stack(scores)))

    def in_order(self):
        """Pairs, what is known of them, and their categories by background, in order of the pairs."""
        order, (pairs, _) = self._of(self.first)
        persons, atoms, is_new, scores = (
            np.concatenate(p)[order] for p in zip(*self.people, strict=True)
        )
        categories = {}
        for background in sorted(self.pieces):
            _, (same, numbers) = self._of(background)
            if not np.array_equal(same, pairs):
                raise ValueError("each background must have a row for every pair of the county")
            categories[background] = Categories(numbers, tuple(self.names))
        return pairs, persons, atoms, is_new, scores, categories

    def _of(self, background):
        columns = [np.concatenate(pieces) for pieces in zip(*self.pieces[background], strict=True)]
        order = np.argsort(columns[0])
        return order, [column[order] for column in columns]


def _counties(batches):
    """County (with questionnaire, period and indicator) -> its pairs."""
    found = {}
    for batch in batches:
        for (*county, background), rows in _groups(batch, [*COUNTY, "background_code"]):
            found.setdefault(tuple(county), _County()).put(background, rows)
    return found


def _groups(batch, names):
    """The different values of these columns, and the rows of each."""
    number = np.zeros(batch.num_rows, dtype=np.int64)
    parts = []
    for name in names:
        encoded = batch[name].dictionary_encode()
        codes, values = encoded.indices.to_numpy(), encoded.dictionary.to_pylist()
        number = number * len(values) + codes
        parts.append((codes, values))
    order = np.argsort(number, kind="stable")
    starts = np.flatnonzero(np.diff(number[order], prepend=-1)).tolist()
    for start, end in zip(starts, [*starts[1:], len(order)], strict=True):
        row = order[start]
        yield (
            tuple(values[codes[row]] for codes, values in parts),
            batch.take(pa.array(order[start:end])),
        )


def _rows(alike, declared, scales):
    """The rows of a family's indicators, which have the same people."""
    of_each = [county.in_order() for county in alike.values()]
    pairs, persons, atoms, is_new, _, categories = of_each[0]
    if any(not np.array_equal(these[0], pairs) for these in of_each):
        raise ValueError("indicators that share items must be of the same people")
    people = People(
        persons=persons,
        cells=atoms,
        categories=categories,
        scores=np.column_stack([these[4] for these in of_each]),
        is_new=is_new,
        # Starts, ends and changes; a change has no ends of its own.
        scales=tuple(scale for county in alike for scale in (*[scales[county[-1]]] * 2, None)),
    )
    questionnaire, _, period, *_ = next(iter(alike))
    chosen = choose_categories(people, declared=declared[questionnaire, period])
    for background, found in chosen.items():
        for category, merged in found.items():
            for questionnaire, family, period, region, indicator in alike:
                names = (background, category, "+".join(merged))
                county = (questionnaire, family, indicator, period, region)
                yield dict(zip(SCHEMA.names, (*county, *names), strict=True))
