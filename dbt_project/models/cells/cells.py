"""The one assignment of people to cells: a thin shell around orchestration.privacy.cells."""

import pyarrow as pa

from orchestration.privacy.cells import BOUNDS, Group, GroupKey, assign

SCHEMA = pa.schema(
    {
        "questionnaire_code": pa.string(),
        "indicator_key": pa.int64(),
        "period_key": pa.int32(),
        "stratum_code": pa.string(),
        "service_key": pa.int64(),
        "status_code": pa.string(),
        "cell_code": pa.string(),
        "cell_number": pa.int32(),
        "has_distribution": pa.bool_(),
        "minimum_person_count": pa.int32(),
        "minimum_uncoded_count": pa.int32(),
    }
)


def model(dbt, _session):
    """Return one row per group, with the cell it is published in (null: withheld everywhere)."""
    dbt.config(materialized="table")
    groups = dbt.ref("int_groups").project(
        ", ".join([*GroupKey._fields, "person_count", "uncoded_count"])
    )
    assigned = assign(Group(GroupKey(*row[:5]), *row[5:]) for row in groups.fetchall())
    codes = sorted({found.cell_code for found in assigned if found.cell_code is not None})
    numbers = {code: number for number, code in enumerate(codes, 1)}
    rows = [
        found.group.key._asdict()
        | {
            "status_code": found.status_code,
            "cell_code": found.cell_code,
            "cell_number": numbers.get(found.cell_code),
            "has_distribution": found.has_distribution,
            "minimum_person_count": BOUNDS.persons,
            "minimum_uncoded_count": BOUNDS.persons_without_code,
        }
        for found in assigned
    ]
    return pa.Table.from_pylist(rows, schema=SCHEMA)
