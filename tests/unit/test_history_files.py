"""Processes of `mukana dev` write Dagster's history without waiting for the disk."""

import sqlite3

import pytest
import sqlalchemy

from orchestration.warm import history_files


@pytest.fixture
def address(tmp_path, monkeypatch):
    """A file of the history, as Dagster opens it: with a write-ahead log, anew for each event."""
    monkeypatch.setattr(history_files, "_open", type(history_files._open)())
    sqlite3.connect(tmp_path / "index.db").execute("pragma journal_mode = wal").connection.close()
    history_files.write_without_waiting()
    yield f"sqlite:///{tmp_path}/index.db"
    sqlalchemy.event.remove(sqlalchemy.Engine, "connect", history_files._prepare)
    for connection in history_files._open.values():
        connection.close()


def _write(address: str, number: int) -> int:
    engine = sqlalchemy.create_engine(address, poolclass=sqlalchemy.NullPool)
    with engine.begin() as connection:
        connection.execute(sqlalchemy.text(f"create table t{number} (a)"))
        return connection.execute(sqlalchemy.text("pragma synchronous")).scalar_one()


def test_no_event_waits_for_the_disk_and_the_log_is_not_written_back_after_each(address, tmp_path):
    assert [_write(address, n) for n in range(3)] == [1, 1, 1]
    # Written back when the last connection closes; the one that is kept keeps it.
    assert (tmp_path / "index.db-wal").stat().st_size > 0


def test_the_file_of_a_run_that_was_made_just_then_stays_open_too(address, tmp_path):
    made = f"sqlite:///{tmp_path}/run.db"
    engine = sqlalchemy.create_engine(made, poolclass=sqlalchemy.NullPool)
    with engine.connect() as connection:  # As Dagster makes it: the log begins after it was opened.
        connection.execute(sqlalchemy.text("pragma journal_mode = wal"))
    for n in range(2):
        _write(made, n)
    assert (tmp_path / "run.db-wal").stat().st_size > 0


def test_files_of_old_runs_do_not_stay_open(address, tmp_path, monkeypatch):
    monkeypatch.setattr(history_files, "_MOST_OPEN", 2)
    for n in range(5):
        _write(f"sqlite:///{tmp_path}/{n}.db", n)
    assert [file.rsplit("/", 1)[1] for file in history_files._open] == ["3.db", "4.db"]
