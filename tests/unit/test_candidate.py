"""The candidate: bytes that Power BI opens, the same for the same data, replaced whole."""

from __future__ import annotations

import errno
import hashlib
import json
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from orchestration.core import atomic_files
from orchestration.core.data_root import DataRoot
from orchestration.release import candidate, manifest
from tests.tiny_release import FINGERPRINT, make_candidate, make_warehouse, tree

TABLES = ["dim_language", "dim_questionnaire", "fct_every_type"]
ENCODINGS = {"PLAIN", "PLAIN_DICTIONARY", "RLE_DICTIONARY", "RLE"}


@pytest.fixture
def root(tmp_path: Path) -> DataRoot:
    return DataRoot(tmp_path / "it's a root")  # a quote in a path must not end an SQL text


def export(root: DataRoot) -> manifest.Manifest:
    return candidate.export(root.warehouse, root.candidate, FINGERPRINT, True)


def test_every_mart_becomes_a_file_with_its_rows_in_order(root: DataRoot) -> None:
    make_candidate(root)
    assert sorted(path.stem for path in root.candidate.glob("*.parquet")) == TABLES
    rows = pq.read_table(root.candidate / "fct_every_type.parquet").to_pylist()
    # by period, then service: written as 20242/30, 20241/20, 20241/10
    assert [(row["period_key"], row["service_key"]) for row in rows] == [
        (20241, 10),
        (20241, 20),
        (20242, 30),
    ]


def test_types_are_those_that_power_bi_reads(root: DataRoot) -> None:
    make_candidate(root)
    schema = pq.read_schema(root.candidate / "fct_every_type.parquet")
    assert dict(zip(schema.names, schema.types, strict=True)) == {
        "period_key": pa.int32(),
        "service_key": pa.int64(),
        "service_name": pa.string(),
        "score_sum": pa.decimal128(18, 4),
        "share": pa.float64(),
        "is_official": pa.bool_(),
        "version_number": pa.int32(),
        "start_date": pa.date32(),
        "answered_at": pa.timestamp("us"),
    }


def test_files_are_snappy_with_plain_and_dictionary_encodings_only(root: DataRoot) -> None:
    make_candidate(root)
    for table in TABLES:
        path = str(root.candidate / f"{table}.parquet")
        found = duckdb.execute(
            "select encodings, compression from parquet_metadata(?)", [path]
        ).fetchall()
        assert {name for names, _ in found for name in names.split(", ")} <= ENCODINGS
        assert {compression for _, compression in found} == {"SNAPPY"}
        assert pq.read_metadata(path).format_version == "1.0"


def test_a_table_below_a_million_rows_is_one_row_group(root: DataRoot) -> None:
    make_warehouse(root, extra_sql="create table marts.fct_long as from range(300000) r(row_key);")
    assert export(root)["tables"]["fct_long"]["row_count"] == 300_000
    assert pq.read_metadata(root.candidate / "fct_long.parquet").num_row_groups == 1
    assert candidate.ROW_GROUP_ROWS <= 1_000_000


def test_an_empty_mart_keeps_its_columns_and_has_no_rows(root: DataRoot) -> None:
    make_warehouse(root, extra_sql="create table marts.fct_none (period_key integer, n bigint);")
    assert export(root)["tables"]["fct_none"]["row_count"] == 0
    table = pq.read_table(root.candidate / "fct_none.parquet")
    assert (table.num_rows, table.column_names) == (0, ["period_key", "n"])


def test_the_same_rows_in_another_order_give_the_same_bytes(root: DataRoot, tmp_path: Path) -> None:
    make_candidate(root)
    other = DataRoot(tmp_path / "other")
    turned = (
        "create table marts.t as from marts.fct_every_type order by period_key, share;"
        "drop table marts.fct_every_type; alter table marts.t rename to fct_every_type;"
    )
    make_warehouse(other, extra_sql=turned)
    export(other)
    assert tree(other.candidate) == tree(root.candidate)


def test_the_candidate_id_is_the_hash_of_tables_and_nothing_else(root: DataRoot) -> None:
    make_warehouse(root)
    made = export(root)
    tables = {
        path.stem: {
            "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
            "row_count": pq.read_metadata(path).num_rows,
        }
        for path in root.candidate.glob("*.parquet")
    }
    text = json.dumps(tables, sort_keys=True, separators=(",", ":"))
    assert made["candidate_id"] == hashlib.sha256(text.encode()).hexdigest()
    again = candidate.export(root.warehouse, root.candidate, "0" * 64, False)
    assert again["candidate_id"] == made["candidate_id"]


def test_the_manifest_tells_the_rows_each_table_must_have(root: DataRoot) -> None:
    make_candidate(root)
    read = json.loads((root.candidate / "manifest.json").read_text())
    assert read["expected_rows"] == dict(zip(TABLES, (1, 1, 3), strict=True))
    assert (read["fingerprint"], read["is_synthetic"]) == (FINGERPRINT, True)


@pytest.mark.parametrize(
    "expression",
    [
        "sum(1)",  # HUGEINT
        "1::uinteger",
        "1.5::float",
        "1.5::decimal(38,2)",
        "uuid()",
        "[1]",
        "{'a': 1}",
        "interval 1 day",
        "timestamptz '2024-01-01 00:00:00+00'",
        "timestamp_ms '2024-01-01'",
        "'{}'::json",
    ],
)
def test_a_type_power_bi_does_not_take_stops_the_export_by_name(
    root: DataRoot, expression: str
) -> None:
    make_warehouse(root, extra_sql=f"create table marts.fct_odd as select {expression} as odd_sum;")
    with pytest.raises(candidate.CandidateError, match=r"fct_odd\.odd_sum: type [A-Z]"):
        export(root)
    assert not root.candidate.exists()


@pytest.mark.parametrize("name", ['"Fct_Upper"', '"fct;drop"', "dim_release"])
def test_a_table_name_that_would_collide_stops_the_export(root: DataRoot, name: str) -> None:
    make_warehouse(root, extra_sql=f"create table marts.{name} as select 1 as period_key;")
    with pytest.raises(candidate.CandidateError, match=name.strip('"')):
        export(root)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ("drop table quality.expected_rows;", "expected_rows"),
        ("insert into quality.expected_rows values ('dim_language', 2);", "with two"),
        ("drop schema marts cascade;", "no tables"),
    ],
)
def test_a_warehouse_that_is_not_whole_stops_the_export(
    root: DataRoot, change: str, message: str
) -> None:
    make_candidate(root)
    before = tree(root.candidate)
    make_warehouse(root, version=2, extra_sql=change)
    with pytest.raises(candidate.CandidateError, match=message):
        export(root)
    assert tree(root.candidate) == before


def test_a_missing_warehouse_is_a_plain_error(root: DataRoot) -> None:
    with pytest.raises(candidate.CandidateError, match="no warehouse yet"):
        export(root)


def test_an_older_validation_goes_away_with_its_candidate(root: DataRoot) -> None:
    make_candidate(root)
    (root.candidate / "validation.json").write_text("{}")
    export(root)
    assert not (root.candidate / "validation.json").exists()


def test_a_full_disk_leaves_the_old_candidate_and_no_leftovers(
    root: DataRoot, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_candidate(root)
    before = tree(root.candidate)
    make_warehouse(root, version=2)

    def full(_: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(atomic_files, "flush_file", full)
    with pytest.raises(OSError, match="No space"):
        export(root)
    assert tree(root.candidate) == before
    assert not list(root.path.glob("candidate.tmp-*"))


def test_a_swap_that_died_halfway_is_undone(root: DataRoot) -> None:
    make_candidate(root)
    before = tree(root.candidate)
    root.candidate.rename(root.path / "candidate.tmp-old")
    (root.path / "candidate.tmp-1").mkdir()
    atomic_files.settle_folder(root.candidate)
    assert tree(root.candidate) == before
    assert not list(root.path.glob("candidate.tmp-*"))


def test_a_file_held_for_a_moment_is_replaced_in_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target, real, refusals = tmp_path / "current.json", atomic_files.os.replace, [1, 1]

    def held_twice(source: Path, to: Path) -> None:
        if refusals:
            refusals.pop()
            raise PermissionError(errno.EACCES, "held by another process")
        real(source, to)

    monkeypatch.setattr(atomic_files.os, "replace", held_twice)
    monkeypatch.setattr(atomic_files.time, "sleep", lambda _: None)
    atomic_files.write_whole(target, b"new")
    assert target.read_bytes() == b"new"
    assert [path.name for path in tmp_path.iterdir()] == ["current.json"]


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content["tables"]["dim_language"].update(row_count=2),
        lambda content: content.update(candidate_id="0" * 64),
        lambda content: content.pop("fingerprint"),
    ],
)
def test_a_manifest_that_disagrees_with_itself_is_refused(root: DataRoot, damage) -> None:
    make_candidate(root)
    path = root.candidate / "manifest.json"
    content = json.loads(path.read_text())
    damage(content)
    path.write_text(json.dumps(content))
    with pytest.raises(manifest.ManifestError):
        manifest.load(root.candidate)
