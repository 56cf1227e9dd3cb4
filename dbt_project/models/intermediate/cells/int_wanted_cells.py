"""The one assignment of groups to publication cells: calls orchestration.privacy.publication_cells.

Indicators that share items are one family: they have the same people (int_measurements makes sure
of it) and the same cells.
"""

from itertools import groupby
from operator import itemgetter

import pyarrow as pa

from orchestration.privacy.groups import Group, GroupKey, Place, margin_of
from orchestration.privacy.publication_cells import assign_groups
from orchestration.privacy.uniform import ScoreSum

SCHEMA = pa.schema(
    {
        "questionnaire_code": pa.string(),
        "family_key": pa.int64(),
        "indicator_key": pa.int64(),
        "period_key": pa.int32(),
        "pairing_status_code": pa.string(),
        "service_key": pa.int64(),
        "region_code": pa.string(),
        "status_code": pa.string(),
        "publication_cell_number": pa.int32(),
        "publication_cell_service_key": pa.int64(),
        "publication_cell_service_code": pa.string(),
        "publication_cell_service_keys": pa.list_(pa.int64()),
        "distribution_number": pa.int32(),
        "distribution_service_key": pa.int64(),
        "distribution_service_code": pa.string(),
        "person_count": pa.int32(),
        "uncoded_count": pa.int32(),
        "member_count": pa.int32(),
        "is_open": pa.bool_(),
    }
)
KEY, PLACE = GroupKey._fields, Place._fields
PEOPLE = ("person_numbers", "person_count", "uncoded_count", "member_count", "score_sums")
OTHERS = ("indicator_key", "secret_number", "is_open")
COLUMNS = ", ".join((*KEY, *OTHERS, *PLACE, *PEOPLE))


def model(dbt, _session):
    """Return a row per group and indicator, with its cell and distribution (null: in none)."""
    dbt.config(materialized="table")
    groups = dbt.ref("int_groups").project(COLUMNS).order(", ".join((*KEY, "indicator_key")))
    rows = [dict(zip(groups.columns, row, strict=True)) for row in groups.fetchall()]
    families = {GroupKey(*key): list(alike) for key, alike in groupby(rows, key=itemgetter(*KEY))}
    services = dbt.ref("int_service_places").project(", ".join(("service_key", *PLACE)))
    places = {key: Place(*place) for key, *place in services.fetchall()}
    made = (_group(key, alike) for key, alike in families.items())
    assigned = assign_groups(made, services=places)
    cells = _Numbered("publication_cell")
    distributions = _Numbered("distribution")
    published = [
        {name: row[name] for name in SCHEMA.names if name in row}
        | cells.columns(row["indicator_key"], found.cell)
        | distributions.columns(row["indicator_key"], found.distribution)
        | {"status_code": found.status_code}
        for found in assigned
        for row in families[found.group.key]
    ]
    return pa.Table.from_pylist(published, schema=SCHEMA)


def _group(key, alike):
    """The group of a family: the people of each of its indicators, with the scores of all."""
    first = alike[0]
    if any(_people(first) != _people(row) for row in alike[1:]):
        raise ValueError("indicators that share items must be of the same people")
    scores = [ScoreSum(**sum_) for row in alike for sum_ in row["score_sums"] if sum_["count"]]
    return Group(
        key,
        Place(*(first[name] for name in PLACE)),
        frozenset(first["person_numbers"]),
        first["uncoded_count"],
        tuple(scores),
        margin_of(key, first["secret_number"]),
        first["is_open"],
    )


def _people(row):
    return row["person_count"], frozenset(row["person_numbers"]), row["uncoded_count"]


class _Numbered:
    """Cells of one kind, numbered in order of appearance; the order is that of their keys."""

    def __init__(self, name):
        self.name = name
        self.numbers = {}

    def columns(self, indicator_key, cell):
        if cell is None:
            return {}
        name = (indicator_key, cell.groups[0].key)
        number = self.numbers.setdefault(name, len(self.numbers) + 1)
        return {
            f"{self.name}_number": number,
            f"{self.name}_service_key": cell.service_key,
            f"{self.name}_service_code": cell.service_code,
            f"{self.name}_service_keys": list(cell.service_keys),
        }
