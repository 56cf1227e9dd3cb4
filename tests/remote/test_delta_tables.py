"""Delta tables of a release: the published bytes, the lowest protocol, nothing of an earlier release."""

import json

import duckdb
import pytest

from orchestration.core.data_root import DataRoot
from orchestration.core.settings import Settings
from orchestration.intake.declared_inputs import Declared
from orchestration.intake.initialise import initialise
from orchestration.outputs.delta import write_delta
from orchestration.release import kept, pointer
from orchestration.release.publish import publish
from tests.tiny_release import (
    NOW,
    automatic,
    ledger_records,
    pages,
    passed_validation,
    publish_version,
    two_releases,
)

deltalake = pytest.importorskip(
    "deltalake", reason="Delta is not tested: pip install -e '.[remote-tests]'"
)


@pytest.fixture(scope="module")
def settings(tmp_path_factory):
    folder = tmp_path_factory.mktemp("delta")
    settings = Settings(data=folder / "data", key_dir=folder / "keys", published_format="delta")
    two_releases(settings, write_delta)
    return settings


def _folder(settings):
    return settings.root.published / pointer.read(settings.root)["path"]


def test_every_table_is_a_delta_table_of_the_same_rows_that_any_reader_reads(settings):
    folder = _folder(settings)
    names = sorted(file.stem for file in folder.glob("*.parquet"))
    assert names == sorted(path.name for path in (folder / "delta").iterdir()) and names
    for name in names:
        table = deltalake.DeltaTable(folder / "delta" / name)
        asked = table.protocol()
        assert (asked.min_reader_version, asked.min_writer_version) == (1, 2), name
        assert not asked.reader_features and not asked.writer_features
        assert table.version() == 0


def test_the_data_file_is_the_published_one_byte_for_byte(settings):
    folder = _folder(settings)
    others = {
        file.stem
        for file in folder.glob("*.parquet")
        if (folder / "delta" / file.stem / file.name).exists() is False
        or (folder / "delta" / file.stem / file.name).read_bytes() != file.read_bytes()
    }
    # One has the time of publishing, the other (of the tests) an answering time.
    assert others == {"dim_release", "fct_every_type"}


def test_duckdb_reads_the_same_rows(settings):
    extensions = pytest.importorskip(
        "duckdb_extensions", reason="DuckDB's reader of Delta is not installed"
    )
    extensions.import_extension("delta")
    folder, connection = _folder(settings), duckdb.connect()
    connection.execute("load delta; set timezone = 'UTC'")
    for file in folder.glob("*.parquet"):
        delta = f"delta_scan('{folder / 'delta' / file.stem}')"
        zoned = "* replace (cast({0} as timestamptz) as {0})"
        time = {"dim_release": "published_at", "fct_every_type": "answered_at"}.get(file.stem)
        columns = zoned.format(time) if time else "*"
        for one, other in (
            (f"select {columns} from '{file}'", f"select * from {delta}"),
            (f"select * from {delta}", f"select {columns} from '{file}'"),
        ):
            assert connection.sql(f"{one} except all {other}").fetchall() == [], file.stem


def test_a_release_that_is_removed_leaves_nothing_and_current_has_none(settings):
    root = settings.root
    gone = pointer.prune(root, 1)
    assert gone
    said = b"".join(file.read_bytes() for file in root.published.rglob("*") if file.is_file())
    assert not any(release_id.encode() in said.replace(_pointer(root), b"") for release_id in gone)
    assert not (root.published / "current" / "delta").exists()
    logs = list(root.published.rglob("_delta_log/*"))
    assert {file.name for file in logs} == {"00000000000000000000.json"}
    for log in logs:
        adds = [json.loads(line)["add"] for line in log.read_text().splitlines() if '"add"' in line]
        assert len(adds) == 1 and (log.parents[1] / adds[0]["path"]).is_file()


def _pointer(root):
    return (root.published / "current.json").read_bytes()


def test_an_altered_delta_table_is_found(settings):
    root = settings.root
    release_id = pointer.read(root)["release_id"]
    assert kept.is_whole(root, release_id) and not kept.alterations(root)
    log = next((_folder(settings) / "delta").rglob("_delta_log/*"))
    before = log.read_bytes()
    log.write_bytes(before + b"\n")
    assert kept.alterations(root) == [log.relative_to(root.published).as_posix()]
    log.write_bytes(before)


def test_a_release_gets_delta_tables_or_is_without_them_when_the_setting_changes(tmp_path):
    root = DataRoot(tmp_path)
    before = publish_version(root, 1, write_outputs=_a_page)
    for with_delta in (True, False):
        outcome = publish(
            root,
            passed_validation(root.candidate),
            ledger_records(),
            NOW,
            standing=automatic(passed_validation(root.candidate)),
            documents=pages,
            write_outputs=_delta_and_page if with_delta else _a_page,
            with_delta=with_delta,
        )
        folder = root.published / "releases" / outcome.release_id
        assert outcome.release_id == before.release_id and outcome.status == "unchanged"
        assert (folder / "delta").exists() is with_delta
        assert kept.is_whole(root, outcome.release_id) and not kept.alterations(root)


def _a_page(release):
    (release / "results").mkdir()
    (release / "results" / "index.html").write_text("<p>page</p>")


def _delta_and_page(release):
    write_delta(release)
    _a_page(release)


def test_the_setting_makes_a_run_due(tmp_path):
    settings = Settings(data=tmp_path / "data", key_dir=tmp_path / "keys")
    initialise(settings.root, settings.key_dir)
    other = settings.model_copy(update={"published_format": "delta"})
    prints = [Declared(one.root, one).fingerprint() for one in (settings, other)]
    assert prints[0] != prints[1]
