"""A full disk is said in a sentence, whichever library meets it, and nothing is half done."""

import errno
import os
import shutil
import sqlite3
import subprocess
import sys

import dagster as dg
import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from orchestration.assets.run_resource import Run
from orchestration.cli import main
from orchestration.core import atomic_files, disk_problems
from orchestration.core.data_root import DataRoot
from orchestration.core.progress import Silent
from tests.roots import new_root

MANY = os.urandom(2_000_000)


@pytest.fixture
def small_disk(tmp_path):
    """A disk of half a megabyte."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", str(folder)]
    if sys.platform != "linux" or subprocess.run(command, capture_output=True).returncode:
        pytest.skip("needs the right to mount a small disk")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def _whole_file(folder):
    (folder / "old.json").write_text("old")
    try:
        atomic_files.write_whole(folder / "old.json", MANY)
    finally:
        assert [path.name for path in folder.iterdir()] == ["old.json"]
        assert (folder / "old.json").read_text() == "old"


def _copy(folder):
    (folder.parent / "many").write_bytes(MANY)
    shutil.copyfile(folder.parent / "many", folder / "copy")


def _parquet(folder):
    pq.write_table(pa.table({"a": [MANY[n : n + 100] for n in range(0, 2_000_000, 100)]}), folder / "t.parquet")  # fmt: skip


def _parquet_by_duckdb(folder):
    duckdb.sql(f"copy (select random() as a from range(1000000)) to '{folder}/t.parquet'")


def _database(folder):
    with duckdb.connect(str(folder / "warehouse.duckdb")) as connection:
        connection.execute("create table t as select random() as a from range(1000000)")


def _history(folder):
    with sqlite3.connect(folder / "runs.db") as connection:
        connection.execute("create table t (a blob)")
        connection.execute("insert into t values (?)", [MANY])


WRITERS = [_whole_file, _copy, _parquet, _parquet_by_duckdb, _database, _history]


@pytest.mark.parametrize("write", WRITERS, ids=lambda write: write.__name__.strip("_"))
def test_what_each_library_raises_on_a_full_disk_is_known(small_disk, write):
    with pytest.raises(Exception) as found:
        write(small_disk)
    # Of another disk, that has room: the exception alone has to say it.
    said = disk_problems.sentence(found.value, DataRoot(small_disk.parent))
    assert said is not None and "is full" in said


def test_an_error_without_a_cause_on_a_disk_without_room_is_the_disk(small_disk):
    with pytest.raises(OSError):
        (small_disk / "all").write_bytes(MANY)
    assert "is full" in disk_problems.sentence(ValueError("?"), DataRoot(small_disk))
    assert disk_problems.sentence(ValueError("?"), DataRoot(small_disk.parent)) is None


def test_a_stage_on_a_full_disk_fails_with_the_sentence(tmp_path):
    place = new_root(tmp_path)
    with (
        pytest.raises(dg.Failure, match="is full") as found,
        Run(place.declared, Silent()).stage("raw"),
    ):
        raise OSError(errno.ENOSPC, "No space left on device", "matti.parquet")
    assert "matti" not in (found.value.description or "")


def test_a_command_on_a_full_disk_ends_with_the_sentence(tmp_path, monkeypatch, capsys):
    def full(*_, **__):
        raise OSError(errno.ENOSPC, "No space left on device")

    for name in ("MUKANA_DATA", "DAGSTER_HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.setattr(sys, "argv", ["mukana", "init", str(tmp_path / "data")])
    monkeypatch.setattr("orchestration.intake.initialise.initialise", full)
    with pytest.raises(SystemExit) as ended:
        main.answer()
    assert ended.value.code == 1
    assert "is full" in capsys.readouterr().err


def test_files_of_senders_are_not_named_by_a_problem_of_the_disk(tmp_path):
    root = DataRoot(tmp_path)
    about = OSError(errno.EIO, "Input/output error", str(root.landing / "ngo" / "Matti.xlsx"))
    assert disk_problems.sentence(about, root) is None
    ledger = OSError(errno.EIO, "Input/output error", str(root.ledger / "a.json"))
    assert "a.json" in disk_problems.sentence(ledger, root)


def test_a_disk_that_can_only_be_read_is_said_in_a_sentence(tmp_path):
    about = OSError(errno.EROFS, "Read-only file system", "dagster.yaml")
    said = disk_problems.sentence(about, DataRoot(tmp_path))
    assert said is not None and "can only be read. Mount it" in said


@pytest.mark.parametrize("kind", ["system", "database"])
def test_what_the_account_may_not_use_is_never_to_be_removed(tmp_path, kind):
    root = DataRoot(tmp_path)
    file = root.registers / "services.csv"
    about = OSError(errno.EACCES, "Permission denied", str(file))
    if kind == "database":
        about = duckdb.IOException(f'IO Error: Cannot open file "{file}": Permission denied')
    said = disk_problems.sentence(about, root) or ""
    assert said.startswith(f"{file} cannot be read or written: this account has no right to it")
    assert "remove" not in said and "backup" not in said


def test_before_any_stage_a_run_fails_with_a_sentence_too(tmp_path, monkeypatch):
    place = new_root(tmp_path)

    def forbidden(root):
        raise OSError(errno.EACCES, "Permission denied", str(root.warehouse))

    monkeypatch.setattr("orchestration.intake.leftovers.sweep", forbidden)
    (place.root.landing / "ngo").mkdir()
    (place.root.landing / "ngo" / "a.csv").write_text("x")
    outcome = place.run()
    assert outcome.exit_code == 1
    assert outcome.failures[0].startswith(f"the run: {place.root.warehouse} cannot be read")
