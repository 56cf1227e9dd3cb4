"""Commands that people wait for load only what they need."""

import subprocess
import sys
from pathlib import Path

from tests.roots import new_root

_HEAVY = {"dagster", "dbt", "duckdb", "great_expectations", "jinja2", "numpy", "pandas", "pyarrow"}
_SCRIPT = f"""
import sys
from orchestration.cli.main import app
try:
    app(sys.argv[1:])
finally:
    print("loaded:", sorted({_HEAVY} & set(sys.modules)))
"""


def _loaded(*arguments: str) -> str:
    command = [sys.executable, "-c", _SCRIPT, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_help_and_status_load_none_of_what_a_run_needs(tmp_path: Path) -> None:
    place = new_root(tmp_path)
    place.land(Path(__file__), "sender/file.csv")
    status = _loaded("status", "--data", str(place.root.path))
    assert "files to read: 1" in status
    assert status.endswith("loaded: []\n")
    assert _loaded("--help").endswith("loaded: []\n")
