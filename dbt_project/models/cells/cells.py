"""The one assignment of people to cells: a thin shell around orchestration.privacy.cells."""

import pyarrow as pa

from orchestration.privacy.cells import BOUNDS, Group, GroupKey, Place, assign

SCHEMA = pa.schema(
    {
        "questionnaire_code": pa.string(),
        "indicator_key": pa.int64(),
        "period_key": pa.int32(),
        "stratum_code": pa.string(),
        "service_key": pa.int64(),
        "region_code": pa.string(),
        "status_code": pa.string(),
        "cell_number": pa.int32(),
        "cell_service_key": pa.int64(),
        "cell_service_code": pa.string(),
        "distribution_number": pa.int32(),
        "distribution_service_key": pa.int64(),
        "distribution_service_code": pa.string(),
        "person_count": pa.int32(),
        "uncoded_count": pa.int32(),
        "member_count": pa.int32(),
        "minimum_person_count": pa.int32(),
        "minimum_uncoded_count": pa.int32(),
    }
)
COLUMNS = [*GroupKey._fields, *Place._fields, "person_numbers", "uncoded_count", "score_ranges"]


def model(dbt, _session):
    """Return one row per group, with the cell and the distribution it is in (null: in none)."""
    dbt.config(materialized="table")
    rows = dbt.ref("int_groups").project(", ".join([*COLUMNS, "member_count"])).fetchall()
    assigned = assign(_group(*row[:-1]) for row in rows)
    member_counts = {GroupKey(*row[:5]): row[-1] for row in rows}
    cells = _Numbered("cell")
    distributions = _Numbered("distribution")
    told = [
        found.group.key._asdict()
        | cells.columns(found.cell)
        | distributions.columns(found.distribution)
        | {
            "region_code": found.group.place.region_code,
            "status_code": found.status_code,
            "person_count": len(found.group.persons),
            "uncoded_count": found.group.uncoded_count,
            "member_count": member_counts[found.group.key],
            "minimum_person_count": BOUNDS.persons,
            "minimum_uncoded_count": BOUNDS.persons_without_code,
        }
        for found in assigned
    ]
    return pa.Table.from_pylist(told, schema=SCHEMA)


def _group(*row):
    *key_and_place, persons, uncoded_count, scores = row
    pairs = [pair for pair in zip(scores[::2], scores[1::2], strict=True) if None not in pair]
    return Group(
        GroupKey(*key_and_place[:5]),
        Place(*key_and_place[5:]),
        frozenset(persons),
        uncoded_count,
        tuple(pairs),
    )


class _Numbered:
    """Cells of one kind, numbered in order of appearance; the order is that of their keys."""

    def __init__(self, name):
        self.name = name
        self.numbers = {}

    def columns(self, cell):
        if cell is None:
            return {}
        number = self.numbers.setdefault(cell.groups[0].key, len(self.numbers) + 1)
        return {
            f"{self.name}_number": number,
            f"{self.name}_service_key": cell.service_key,
            f"{self.name}_service_code": cell.service_code,
        }
