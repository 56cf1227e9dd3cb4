"""A small release written by hand, with what the demo may not have: a follow-up that is published, an
agreed action that is not done, encounters.
"""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from orchestration.release import metadata_contracts
from tests.unit import candidate_fixture as fixture


def write(folder: Path) -> Path:
    """Every published table; those that are written after validation are empty."""
    rows = fixture.rows()
    # Five of eight who started have an end.
    rows["rpt_indicator_change"][0]["retention_share"] = 0.625
    rows["fct_agreed_action"].append(
        rows["fct_agreed_action"][0] | {"activity_key": 7002, "state_code": "not_done"}
    )
    rows["fct_activity"][1]["encounter_count"] = 40
    fixture.write(folder, rows)
    for name, schema in metadata_contracts.schemas().items():
        pq.write_table(pa.Table.from_pylist([], schema=schema), folder / f"{name}.parquet")
    return folder
