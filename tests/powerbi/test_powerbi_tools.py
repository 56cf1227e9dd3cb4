"""Microsoft's own code reads the project, where `make powerbi-check` has installed it."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from orchestration.core.data_root import PROJECT
from orchestration.release.metadata_schemas import SCHEMAS
from tests.powerbi import run
from tests.unit import candidate_fixture as fixture

TOOLS = PROJECT / ".venv-powerbi"


@pytest.mark.skipif(
    not (TOOLS / ".ready").exists(),
    reason="The Power BI project was NOT read by Microsoft's code: `make powerbi-check` does.",
)
def test_microsofts_own_code_reads_model_queries_and_report(tmp_path):
    release = fixture.write(tmp_path / "release", fixture.rows())
    for name, schema in SCHEMAS.items():
        pq.write_table(pa.Table.from_pylist([], schema=schema), release / f"{name}.parquet")
    assert run.check_files(TOOLS, release, tmp_path / "project")
