"""Many small deliveries share files in raw: each row is there once, whatever happens on the way."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import duckdb
import pytest

from orchestration.intake import (
    ledger,
    placing,
    raw_places,
    raw_store,
    receipt_store,
    settling,
    take,
)
from orchestration.intake.declared_inputs import Declared
from orchestration.release import difference_files
from tests.exports import HEADER, csv_text, row
from tests.roots import Workplace, many, new_root, twin

FILES = 5
TABLES = ("raw/submissions", "raw/answers", "restricted/open_answers")


class KilledError(BaseException):
    """What a run dies of in a test: nobody catches it."""


@pytest.fixture
def few(monkeypatch) -> None:
    """Three deliveries are put together, and read in this process."""
    monkeypatch.setattr(placing, "MOST", 3)
    monkeypatch.setattr(placing, "LEAST", 2)
    monkeypatch.setattr(take, "within_limits", lambda function, *given: function(*given))


@pytest.fixture
def place(tmp_path, few) -> Workplace:
    """Five small files of two senders, each of six people, nothing read."""
    place = new_root(tmp_path / "first")
    for number in range(FILES):
        file = _file(tmp_path, number)
        place.land(file, f"ngo_{number % 2}/{number}.csv", at=1_700_000_000 + number)
    return place


def _file(folder: Path, number: int) -> Path:
    rows = [HEADER, *many("Lahden paja", 6, f"{number}_", 4)]
    (folder / f"{number}.csv").write_text(csv_text(rows), encoding="utf-8")
    return folder / f"{number}.csv"


def _copy(place: Workplace, folder: Path) -> Workplace:
    copy = twin(place, folder)
    shutil.copytree(place.root.path, copy.root.path, dirs_exist_ok=True)
    return copy


def _rows(place: Workplace) -> dict[str, list[tuple]]:
    """What raw holds of the deliveries that a record says are in it, by table, in order."""
    read = [record.delivery_id for record in ledger.was_read(place.records)]
    folders = {table: place.root.path / table for table in TABLES}
    asked = "select * from read_parquet(?) where delivery_id in ?"
    return {
        table: sorted(duckdb.execute(asked, [f"{folder}/*.parquet", read]).fetchall(), key=repr)
        for table, folder in folders.items()
        if [*folder.glob("*.parquet")]
    }


def _all_submissions(place: Workplace) -> list[tuple]:
    return duckdb.sql(f"from '{place.root.raw}/submissions/*.parquet'").fetchall()


def _places(place: Workplace) -> list[str]:
    return raw_places.places(place.root)


def _alone(place: Workplace, folder: Path, monkeypatch) -> dict[str, list[tuple]]:
    """The rows of the same deliveries, each in files of its own."""
    other = _copy(place, folder)
    with monkeypatch.context() as patch:
        patch.setattr(placing, "LEAST", FILES + 1)
        other.take()
    assert sorted(_places(other)) == sorted(record.delivery_id for record in other.records)
    return _rows(other)


def test_they_hold_what_each_would_hold_in_files_of_its_own(place, tmp_path, monkeypatch):
    alone = _alone(place, tmp_path / "alone", monkeypatch)
    assert [record.status for record in place.take()] == ["accepted"] * FILES
    assert len(_places(place)) == 2
    assert _rows(place) == alone
    assert len(alone["raw/submissions"]) == 6 * FILES
    assert place.declared.waiting() == []


def test_files_are_shared_only_by_many(place, monkeypatch):
    monkeypatch.setattr(placing, "MOST", 200)
    monkeypatch.setattr(placing, "LEAST", 20)
    place.take()
    assert sorted(_places(place)) == sorted(record.delivery_id for record in place.records)


def test_a_file_that_two_senders_send_is_in_them_once(place, tmp_path):
    place.land(tmp_path / "0.csv", "ngo_1/again.csv", at=1_700_000_001)
    place.take()
    assert len(_rows(place)["raw/submissions"]) == 6 * FILES
    [record] = [record for record in place.records if len(record.files) == 2]
    assert (record.sender_code, bool(record.pack)) == ("ngo_0", True)
    assert place.declared.waiting() == []


def test_rows_that_are_deleted_leave_them_and_the_others_stay_whole(place):
    place.take()
    first, *_ = sorted(place.records, key=lambda record: record.landed_at_ns)
    gone = [(first.delivery_id, 2), (first.delivery_id, 3)]
    settling.take_out(place.declared, gone, "forgotten")
    assert place.declared.in_raw == {record.delivery_id for record in place.records}
    rows = _rows(place)["raw/submissions"]
    assert len(rows) == 6 * FILES - 2
    assert not {line[:2] for line in rows} & set(gone)
    counts = place.declared.ledger.records[first.delivery_id].counts
    assert (counts["used"], counts["forgotten"]) == (4, 2)
    assert place.declared.waiting() == []


def test_after_another_reading_the_earlier_files_are_gone(place):
    place.take()
    before = _rows(place)
    _declare(place, "moon,Kuun paja,,,,,,\n")
    assert len(place.take()) == FILES
    assert _rows(place) == before
    assert len(_places(place)) == 2


def test_files_of_their_own_are_gone_at_once_when_another_reading_puts_them_together(
    place, monkeypatch
):
    with monkeypatch.context() as patch:
        patch.setattr(placing, "LEAST", FILES + 1)
        place.take()
    assert len(_places(place)) == FILES
    _declare(place, "moon,Kuun paja,,,,,,\n")
    place.take()
    assert {record.place for record in place.records} == set(_places(place))
    assert len(_all_submissions(place)) == 6 * FILES


def test_one_that_is_refused_by_another_reading_leaves_them(place, tmp_path):
    bad = [row(f"x{n}", "Kerta", [4] * 10, service="Kuun paja") for n in range(6)]
    file = tmp_path / "bad.csv"
    file.write_text(csv_text([HEADER, *bad]), encoding="utf-8")
    place.land(file, "ngo_0/bad.csv", at=1_700_000_001)
    register = (place.root.registers / "services.csv").read_bytes()
    _declare(place, "moon,Kuun paja,,,,,,\n")
    place.take()
    assert len(_rows(place)["raw/submissions"]) == 6 * FILES + 6
    (place.root.registers / "services.csv").write_bytes(register)
    place.take()
    assert sorted(str(record.status) for record in place.records) == ["accepted"] * 5 + ["refused"]
    assert len(_all_submissions(place)) == len(_rows(place)["raw/submissions"]) == 6 * FILES


def test_one_file_that_was_altered_is_noticed_for_all_in_it(place):
    place.take()
    record = next(r for r in place.records if r.pack)
    file = raw_places.file_of(place.root, "answers", record.place)
    file.write_bytes(file.read_bytes() + b"\0")
    inside = {r.delivery_id for r in place.records if r.pack == record.pack}
    assert {r.delivery_id for r in place.records} - place.declared.in_raw == inside
    # Without its file in landing it cannot be read again: the run stops.
    (place.root.landing / record.files[0].name).unlink()
    with pytest.raises(settling.MissingAnswersError, match=record.short_id):
        place.take()


def _declare(place: Workplace, line: str) -> None:
    with (place.root.registers / "services.csv").open("a", encoding="utf-8") as register:
        register.write(line)


STEPS = [
    (ledger.Ledger, "write"),
    (receipt_store, "write"),
    (raw_store, "write_tables"),
    (raw_store, "_joined"),
    (raw_places, "replace_file"),
    (raw_places, "remove_answers"),
]


@pytest.mark.parametrize("reread", [False, True])
def test_a_run_that_dies_leaves_no_row_twice_and_the_next_one_ends_it(
    place, tmp_path, reread, monkeypatch
):
    surveys = place.declared.surveys()
    monkeypatch.setattr(Declared, "surveys", lambda _: surveys)
    if reread:
        place.take()
        # With an earlier file they are put together otherwise.
        _declare(place, "moon,Kuun paja,,,,,,\n")
        place.land(_file(tmp_path, FILES), "ngo_0/earlier.csv", at=1_600_000_000)
    whole = _copy(place, tmp_path / "whole")
    whole.take()
    expected = _rows(whole)
    # Every fifth step: of each kind there are many.
    for nth in range(1, 200, 5):
        one = _copy(place, tmp_path / str(nth))
        if not _dies_in(one, nth, monkeypatch):
            break
        rows = _rows(one).get("raw/submissions", [])
        assert len({line[:2] for line in rows}) == len(rows)
        one.take()
        assert _rows(one) == expected
        assert one.declared.in_raw == {record.delivery_id for record in one.records}
        assert len(_all_submissions(one)) == len(expected["raw/submissions"])
        receipts = {file.stem for file in one.root.receipts.glob("*.txt")}
        assert receipts == {record.short_id for record in one.records}
    assert nth > 20


def _dies_in(place: Workplace, nth: int, monkeypatch) -> bool:
    """Take, and die in the nth step of those that write; False if there are not so many."""
    left = [nth]

    def dying(real):
        def step(*given, **named):
            left[0] -= 1
            if left[0] == 0:
                raise KilledError
            return real(*given, **named)

        return step

    with monkeypatch.context() as patch:
        for owner, name in STEPS:
            patch.setattr(owner, name, dying(getattr(owner, name)))
        try:
            place.take()
        except KilledError:
            return True
    return False


def test_the_next_release_can_be_compared_with_what_they_were_read_by_before(place, tmp_path):
    place.release()
    assert len({record.place for record in place.records}) < len(place.records)
    # Other declarations and a new file: their causes are kept apart by what was known then.
    register = place.root.registers / "services.csv"
    place.land(_file(tmp_path, FILES), f"ngo_0/{FILES}.csv", at=1_700_000_000 + FILES)
    register.write_text(
        register.read_text().replace("lahti,Lahden paja,,", "lahti,Lahden paja,Lahtis,")
    )
    place.export()
    summary = json.loads(
        (difference_files.folder(place.root) / difference_files.SUMMARY).read_text()
    )
    assert summary["changed_inputs"] == ["register", "answers"]
