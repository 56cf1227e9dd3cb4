"""The history on disk: a chain of records, what a release starts from, and what stops one."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace

import duckdb
import pytest

from orchestration.core.data_root import DataRoot
from orchestration.intake import forgotten
from orchestration.privacy.history_tables import SCHEMAS, file_name
from orchestration.release import history_store, withdrawal
from orchestration.release.approval import NotPublishable
from orchestration.release.history_store import HistoryError
from orchestration.warehouse.no_history import no_history
from tests.tiny_release import make_warehouse

KEY = "key"
# As the warehouse holds answers: by numbers.
_CONTENTS = """
create table restricted.int_answer_contents as
select question_code, option_code, number_low, number_high, missing_kind, 0 as answer_number from '{}'
"""
_NUMBERED = "measurement_key, version_number, 0 as phase_number, 0 as answer_number"


@pytest.fixture
def root(tmp_path: Path) -> DataRoot:
    return DataRoot(tmp_path)


def candidate_of(version: int) -> str:
    return f"{version:016}".ljust(64, "f")


def warehouse(root: DataRoot, version: int, withdrawn: int = 0, held: int = 0) -> None:
    """A warehouse whose history has one merged service of this number."""
    make_warehouse(root, version)
    empty = no_history(root.path / "empty")
    with duckdb.connect(str(root.warehouse)) as connection:
        connection.execute("create schema restricted")
        for table in SCHEMAS:
            file = empty / file_name(table)
            columns = "*"
            if table == "answers":
                connection.execute(_CONTENTS.format(file))
                columns = _NUMBERED
            connection.execute(
                f"create table restricted.int_kept_{table} as select {columns} from '{file}'"
            )
        connection.execute(
            "insert into restricted.int_kept_merged_services values (?, 'several', 1)", [version]
        )
        connection.execute(
            f"create table restricted.int_withdrawn_people as"
            f" select range as person_number from range({withdrawn})"
        )
        connection.execute(
            f"create table restricted.int_published_measurements as"
            f" select range as person_number, true as is_held from range({held})"
        )


def test_answers_are_kept_in_words_and_in_order(root):
    made_from = history_store.base(root, "a", KEY)
    warehouse(root, 1)
    with duckdb.connect(str(root.warehouse)) as connection:
        connection.execute(
            "insert into restricted.int_answer_contents values"
            " ('age', '1', null, null, null, 1), ('age', null, null, null, 'refused', 2),"
            " ('item', '10', 10, 10, null, 3), ('item', '9', 9, 9, null, 4)"
        )
        # Phases: end, single, start.
        connection.execute(
            "insert into restricted.int_kept_answers values"
            " (7, 1, 3, 4), (7, 1, 3, 1), (5, 2, 2, 2), (7, 1, 1, 3), (5, 1, 2, 1)"
        )
    history_store.stage(root, made_from, candidate_of(1), ("a", KEY))
    file = root.history / history_store.STAGED / file_name("answers")
    found = duckdb.sql(f"select * from '{file}'")
    assert found.columns == SCHEMAS["answers"].names
    assert [tuple(map(str, row)) for row in found.fetchall()] == [
        ("5", "1", "single", "age", "1", "None", "None", "None"),
        ("5", "2", "single", "age", "None", "None", "None", "refused"),
        ("7", "1", "end", "item", "10", "10.0000", "10.0000", "None"),
        ("7", "1", "start", "age", "1", "None", "None", "None"),
        ("7", "1", "start", "item", "9", "9.0000", "9.0000", "None"),
    ]


def release(root: DataRoot, version: int, inputs: str, **counts: int) -> history_store.Record:
    """Stage and keep what a release of these inputs leaves, and point readers at it."""
    made_from = history_store.base(root, inputs, KEY)
    warehouse(root, version, **counts)
    history_store.stage(root, made_from, candidate_of(version), (inputs, KEY))
    kept = history_store.keep(root, candidate_of(version))
    point(root, version)
    return kept


def point(root: DataRoot, version: int) -> None:
    root.published.mkdir(exist_ok=True)
    content = {"release_id": candidate_of(version)[:16]}
    (root.published / "current.json").write_text(json.dumps(content))


def services(base: history_store.Base) -> list[int]:
    assert base.folder is not None
    file = base.folder / file_name("merged_services")
    return [key for (key,) in duckdb.sql(f"select service_key from '{file}'").fetchall()]


def test_the_first_release_starts_from_nothing_and_the_next_from_it(root):
    assert history_store.base(root, "a", KEY) == history_store.Base(0, None, None)
    release(root, 1, "a")
    following = history_store.base(root, "b", KEY)
    assert (following.number, services(following)) == (1, [1])


def test_a_release_of_the_same_inputs_starts_where_the_first_one_did(root):
    release(root, 1, "a")
    assert history_store.base(root, "a", KEY) == history_store.Base(0, None, None)
    release(root, 2, "b")
    again = history_store.base(root, "b", KEY)
    assert (again.number, services(again)) == (1, [1])
    # The same candidate adds nothing.
    assert release(root, 2, "b").number == 2
    assert sorted(p.name for p in root.history.iterdir()) == ["000001", "000002"]


def test_the_same_inputs_may_not_give_another_release(root):
    release(root, 1, "a")
    release(root, 2, "b")
    with pytest.raises(NotPublishable, match="The same inputs gave other numbers"):
        release(root, 3, "b")


def test_a_candidate_is_not_published_without_what_it_adds_or_with_altered_tables(root):
    made_from = history_store.base(root, "a", KEY)
    warehouse(root, 1)
    history_store.stage(root, made_from, candidate_of(1), ("a", KEY))
    with pytest.raises(NotPublishable, match="is not there"):
        history_store.keep(root, candidate_of(2))
    (root.history / "candidate" / file_name("scores")).write_bytes(b"other")
    with pytest.raises(NotPublishable, match="were altered"):
        history_store.keep(root, candidate_of(1))


def remove(root: DataRoot) -> None:
    root.history.rename(root.path / "gone")


def lose_the_last(root: DataRoot) -> None:
    (root.history / "000002").rename(root.path / "gone")


def lose_the_first(root: DataRoot) -> None:
    (root.history / "000001").rename(root.path / "gone")


def alter_a_table(root: DataRoot) -> None:
    (root.history / "000002" / file_name("scores")).write_bytes(b"other")


def alter_a_record(root: DataRoot) -> None:
    file = root.history / "000001" / "record.json"
    file.write_text(file.read_text().replace('"a"', '"c"'))


@pytest.mark.parametrize(
    "damage", [remove, lose_the_last, lose_the_first, alter_a_table, alter_a_record]
)
def test_nothing_starts_from_a_history_that_is_not_whole_until_a_person_says_so(root, damage):
    release(root, 1, "a")
    release(root, 2, "b")
    damage(root)
    with pytest.raises(HistoryError, match="Restore restricted/history from your backup"):
        history_store.base(root, "c", KEY)
    with pytest.raises(HistoryError, match="Give a name and a reason"):
        history_store.start_anew(root, "Maija", " ")
    history_store.start_anew(root, "Maija", "Nobody has a copy.")
    assert history_store.base(root, "c", KEY) == history_store.Base(0, None, None)
    decision = json.loads(
        (root.decisions / f"start_history_{candidate_of(2)[:16]}.json").read_text()
    )
    assert (decision["name"], decision["reason"]) == ("Maija", "Nobody has a copy.")
    release(root, 3, "c")
    assert services(history_store.base(root, "d", KEY)) == [3]


def test_a_history_of_another_key_is_not_used(root):
    release(root, 1, "a")
    with pytest.raises(HistoryError, match="another key"):
        history_store.base(root, "b", "other")


def test_a_run_that_died_before_readers_saw_the_release_is_finished_by_the_next(root):
    release(root, 1, "a")
    made_from = history_store.base(root, "b", KEY)
    warehouse(root, 2)
    history_store.stage(root, made_from, candidate_of(2), ("b", KEY))
    history_store.keep(root, candidate_of(2))
    # Readers still have release 1; the same inputs give release 2 again, others start from it.
    assert services(history_store.base(root, "b", KEY)) == [1]
    assert services(history_store.base(root, "c", KEY)) == [2]


def test_tables_of_the_last_two_releases_are_kept_and_none_older_once_somebody_withdrew(root):
    for version, inputs in enumerate("abc", 1):
        release(root, version, inputs)
    kept = {p.parent.name for p in root.history.rglob("*.parquet")}
    assert kept == {"000002", "000003"}
    assert release(root, 4, "d", withdrawn=1).has_withdrawn
    assert {p.parent.name for p in root.history.rglob("*.parquet")} == {"000004"}
    assert len(list(root.history.rglob("record.json"))) == 4


@pytest.mark.parametrize(("count", "band"), [(0, "0"), (1, "1-9"), (10, "10-49"), (50, "50+")])
def test_a_record_says_in_bands_how_many_wait(root, count, band):
    assert release(root, 1, "a", held=count).held_people_band == band


@pytest.mark.parametrize(("withdrawn", "is_asked"), [(1, True), (1, False), (0, True)])
def test_older_releases_go_at_once_where_people_asked_to_leave(root, withdrawn, is_asked):
    release(root, 1, "a")
    for version in (1, 2):
        (root.published / "releases" / candidate_of(version)[:16]).mkdir(parents=True)
    point(root, 2)
    made_from = history_store.Base(0, None, None)
    warehouse(root, 3, withdrawn=withdrawn)
    staged = history_store.stage(root, made_from, candidate_of(3), ("b", KEY))
    if is_asked:
        forgotten.add(root, ["0" * 32])
    removed = withdrawal.take_back(SimpleNamespace(root=root, records=[]), staged)
    assert removed == ((candidate_of(1)[:16],) if withdrawn and is_asked else ())
