"""Every published file describes its table and fields, for pyarrow and for DuckDB alike."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from orchestration.core.data_root import DataRoot
from orchestration.release import metadata_contracts, metadata_tables
from tests.tiny_release import make_candidate, publish_version

LANGUAGES = (
    "Languages in which forms exist, and small languages whose answers are published as one."
    " Key 0 is Unknown. Grain: one row per language or merged group of languages."
)
CODE = "Code of the language, ISO 639; codes of merged languages are joined with +."


def key_values(file: Path) -> dict[str, str]:
    query = "select decode(key), decode(value) from parquet_kv_metadata(?)"
    return dict(duckdb.execute(query, [str(file)]).fetchall())


@pytest.fixture
def candidate(tmp_path: Path) -> Path:
    root = DataRoot(tmp_path)
    make_candidate(root)
    return root.candidate


def test_pyarrow_shows_the_description_of_table_and_field(candidate: Path) -> None:
    schema = pq.read_schema(candidate / "dim_language.parquet")
    assert schema.metadata[b"description"].decode() == LANGUAGES
    assert schema.field("language_code").metadata[b"description"].decode() == CODE


def test_duckdb_lists_the_same_descriptions(candidate: Path) -> None:
    said = key_values(candidate / "dim_language.parquet")
    assert said["description"] == LANGUAGES
    assert json.loads(said["field_descriptions"])["language_code"] == CODE


def test_a_table_without_a_contract_describes_nothing(candidate: Path) -> None:
    schema = pq.read_schema(candidate / "fct_every_type.parquet")
    assert schema.metadata[b"description"] == b""
    assert {field.metadata[b"description"] for field in schema} == {b""}


def test_descriptions_change_no_type_and_no_value(candidate: Path) -> None:
    """What readers without pyarrow see: the types of the file itself."""
    file = str(candidate / "fct_every_type.parquet")
    found = duckdb.execute("select * from read_parquet(?)", [file]).to_arrow_table()
    assert found.cast(pq.read_schema(file)).equals(pq.read_table(file))


def test_release_metadata_describes_itself_in_the_published_files(tmp_path: Path) -> None:
    root = DataRoot(tmp_path)
    release = publish_version(root, 1).release_id
    for name in ("dim_release", "fct_delivery", "fct_quality_check"):
        [file] = root.published.rglob(f"{release}/{name}*.parquet")
        schema = pq.read_schema(file)
        assert "Grain: one row" in schema.metadata[b"description"].decode(), name
        assert all(field.metadata[b"description"] for field in schema), name
        fields = json.loads(key_values(file)["field_descriptions"])
        assert list(fields) == schema.names


def test_the_same_release_metadata_are_the_same_bytes() -> None:
    table = pa.Table.from_pylist([], schema=metadata_contracts.schemas()["fct_delivery"])
    assert metadata_tables.to_parquet(table) == metadata_tables.to_parquet(table)
