"""A new root's history of runs is a copy of an empty one that Dagster made."""

import sqlite3
from contextlib import closing
from pathlib import Path

import dagster as dg
import pytest

from orchestration.cli import empty_history
from orchestration.cli.dagster_home import prepare_home
from orchestration.core.data_root import PROJECT, DataRoot


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    """Empty files, made once: Dagster takes its time for them."""
    folder = tmp_path_factory.mktemp("kept") / "history"
    empty_history._make(folder)
    return folder


@pytest.fixture
def kept(made, monkeypatch) -> Path:
    monkeypatch.setattr(empty_history, "_kept", lambda: made)
    return made


def _content(folder: Path) -> dict[str, object]:
    """Every table with its rows, without numbers and times of rows, by the file's path."""
    found: dict[str, object] = {}
    for file in sorted(folder.rglob("*.db")):
        with closing(sqlite3.connect(file)) as database:
            made = database.execute("select name, sql from sqlite_master order by name").fetchall()
            names = [name for name, sql in made if sql and sql.lower().startswith("create table")]
            rows = {name: database.execute(f'select * from "{name}"').fetchall() for name in names}
        stated = {
            name: [[value for value in row if not _is_time(value)] for row in of]
            for name, of in rows.items()
        }
        found[str(file.relative_to(folder))] = (made, stated)
    return found


def _is_time(value: object) -> bool:
    return isinstance(value, str) and value[:2] == "20" and value[4:5] == "-"


def test_a_copy_is_what_dagster_makes_itself_and_says_nothing_of_any_run(tmp_path, kept):
    copied = prepare_home(DataRoot(tmp_path / "new"))
    own = tmp_path / "own"
    own.mkdir()
    (own / "dagster.yaml").write_bytes((PROJECT / "dagster.yaml").read_bytes())
    with dg.DagsterInstance.from_config(str(own)):
        pass
    assert _content(copied) == _content(own) == _content(kept)
    rows = {name: of for _, tables in _content(kept).values() for name, of in tables.items() if of}
    assert set(rows) == {"alembic_version", "secondary_indexes"}


def test_dagster_goes_on_with_a_copy_and_never_looks_at_what_was_copied(tmp_path, kept):
    home = prepare_home(DataRoot(tmp_path / "first"))
    before = _content(kept)

    @dg.job
    def nothing() -> None:
        pass

    with dg.DagsterInstance.from_config(str(home)) as instance:
        assert nothing.execute_in_process(instance=instance).success
        assert instance.get_runs_count() == 1
    assert _content(kept) == before
    # A history that is there stays.
    assert prepare_home(DataRoot(tmp_path / "first")) == home
    with dg.DagsterInstance.from_config(str(home)) as instance:
        assert instance.get_runs_count() == 1


@pytest.mark.parametrize("why", ["not wanted", "not possible"])
def test_where_none_can_be_kept_dagster_makes_its_own(tmp_path, monkeypatch, why):
    place = tmp_path / "a file where a folder should be"
    if why == "not possible":
        place.touch()
    monkeypatch.setattr("sys.dont_write_bytecode", why == "not wanted")
    monkeypatch.setattr(empty_history, "_kept", lambda: place / "history")
    home = prepare_home(DataRoot(tmp_path / "new"))
    assert [file.name for file in home.rglob("*")] == ["dagster.yaml"]
    assert place.exists() == (why == "not possible")


def test_another_version_of_dagster_finds_none_of_this_one(monkeypatch):
    now = empty_history._kept()
    monkeypatch.setattr(empty_history, "version", lambda _: "0")
    assert empty_history._kept() != now
