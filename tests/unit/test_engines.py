"""Which engine builds: DuckDB without anything of Spark, Spark where a setting says so and it is installed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from orchestration.core.settings import Settings, SettingsError
from orchestration.warehouse import spark_engine
from orchestration.warehouse.dbt_manifest import WarehouseError


def test_duckdb_builds_unless_a_setting_says_spark(monkeypatch):
    monkeypatch.setenv("MUKANA_SPARK_MASTER", "spark://host:7077")
    assert Settings().spark is None
    monkeypatch.setenv("MUKANA_ENGINE", "spark")
    assert Settings().spark == "spark://host:7077"
    monkeypatch.delenv("MUKANA_SPARK_MASTER")
    assert Settings().spark == "local[*]"
    monkeypatch.setenv("SPARK_REMOTE", "sc://host:15002")
    assert Settings().spark == "sc://host:15002"
    monkeypatch.setenv("MUKANA_ENGINE", "flink")
    with pytest.raises(SettingsError):
        Settings()


def test_a_build_on_duckdb_imports_nothing_of_spark():
    code = (
        "import sys; from orchestration.warehouse import build, duckdb_engine; duckdb_engine.warm_up();"
        " print([name for name in sys.modules if 'spark' in name])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "['orchestration.warehouse.spark_engine']"


def test_without_the_extra_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "dbt.adapters.spark", None)
    with pytest.raises(WarehouseError, match=r"pip install 'mukana\[spark\]'"):
        spark_engine.session("local[1]", Path())
