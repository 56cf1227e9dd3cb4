"""Microsoft's own code reads the project, where `make powerbi-check` has installed it."""

from __future__ import annotations

import pytest

from orchestration.core.data_root import PROJECT
from tests.powerbi import run, small_release

TOOLS = PROJECT / ".venv-powerbi"


@pytest.mark.skipif(
    not (TOOLS / ".ready").exists(),
    reason="The Power BI project was NOT read by Microsoft's code: `make powerbi-check` does.",
)
def test_microsofts_own_code_reads_model_queries_and_report(tmp_path):
    release = small_release.write(tmp_path / "release")
    assert run.check_files(TOOLS, release, tmp_path / "project")
