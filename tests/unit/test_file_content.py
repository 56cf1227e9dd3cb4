"""A file that changes while it is taken: the bytes that are hashed are the bytes that are parsed."""

import hashlib
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pyreadstat
import pytest

from orchestration.core import regular_files
from orchestration.ingest.messages.refusal import Refusal
from orchestration.ingest.readers import Limits
from orchestration.intake import file_content, take
from tests.exports import HEADER, csv_text, xlsx
from tests.roots import Workplace, many, new_root

LIMITS = Limits(10, 100, 10)


def _two_files(folder: Path) -> tuple[Path, Path]:
    """Six people, and seven others, in files of two formats."""
    first = xlsx(folder / "first.xlsx", [HEADER, *many("Lahden paja", 6, "a", 4)])
    second = folder / "second.csv"
    second.write_text(csv_text([HEADER, *many("Sysmän paja", 7, "b", 3)]), encoding="utf-8")
    return first, second


def _people(place: Workplace) -> dict[str, int]:
    """Delivery -> rows of its submissions."""
    files = (place.root.raw / "submissions").glob("[0-9a-f]*.parquet")
    return {file.stem: pq.ParquetFile(file).metadata.num_rows for file in files}


def _sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def test_a_file_replaced_after_it_was_opened_is_stored_under_the_hash_of_what_was_read(
    tmp_path, monkeypatch
):
    place, (first, second) = new_root(tmp_path), _two_files(tmp_path)
    landed = place.land(first, "ngo/a.xlsx")
    real = file_content.read

    def read_then_replace(*arguments):
        content = real(*arguments)
        place.land(second, "ngo/a.xlsx", at=1_700_000_500)
        return content

    with monkeypatch.context() as between_hash_and_parse:
        between_hash_and_parse.setattr(file_content, "read", read_then_replace)
        place.take()
    assert _people(place) == {_sha256(first): 6}
    assert landed.read_bytes() == second.read_bytes()
    # The other content is another delivery, which the next run takes.
    place.take()
    assert _people(place) == {_sha256(first): 6, _sha256(second): 7}


def test_a_file_replaced_before_it_is_opened_is_left_to_the_next_run(tmp_path):
    place, (first, second) = new_root(tmp_path), _two_files(tmp_path)
    place.land(first, "ngo/a.xlsx")
    declared = place.declared
    waiting = declared.waiting()
    place.land(second, "ngo/a.xlsx", at=1_700_000_500)
    assert take.take(declared, waiting, lambda *_: None) == []
    place.take()
    assert _people(place) == {_sha256(second): 7}
    # Put back as it was, the first file is not taken for one that was read already.
    place.land(first, "ngo/a.xlsx")
    place.take()
    assert _people(place) == {_sha256(first): 6, _sha256(second): 7}


@pytest.mark.parametrize("size", [0, 9, 10])
def test_the_hash_is_of_the_bytes_that_are_handed_on(tmp_path, size):
    file = tmp_path / "a"
    file.write_bytes(b"x" * size)
    content = file_content.read(file, LIMITS)
    assert (content.data, content.sha256) == (b"x" * size, _sha256(file))
    assert content.mtime_ns == file.stat().st_mtime_ns


@pytest.mark.parametrize("size", [11, 10**12])
def test_a_file_above_the_limit_is_refused_without_reading_it(tmp_path, size):
    """A file of holes costs nothing to send and days to read."""
    file = tmp_path / "a"
    with file.open("wb") as out:
        out.truncate(size)
    with pytest.raises(Refusal) as refused:
        file_content.read(file, LIMITS)
    assert [reason.code for reason in refused.value.reasons] == ["too_big"]


def test_a_statement_that_cannot_be_read_refuses_its_files_and_no_others(tmp_path, monkeypatch):
    place, (first, second) = new_root(tmp_path), _two_files(tmp_path)
    place.land(first, "ngo/a.xlsx")
    place.land(second, "other/b.csv")
    statement = place.root.landing / "ngo" / "delivery.yml"
    statement.write_text("phase: start\n", encoding="utf-8")
    real = regular_files.open_regular

    def guarded(path):
        if path == statement:
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(regular_files, "open_regular", guarded)
    found = {record.sender_code: record for record in place.take()}
    assert found["other"].status == "accepted"
    assert [reason["code"] for reason in found["ngo"].reasons] == ["bad_statement"]


@pytest.fixture
def held_open(monkeypatch):
    """Every file counts as a big one, which stays on the disk while it is read."""
    monkeypatch.setattr(file_content, "_HELD_BYTES", 0)


def test_a_big_file_is_read_from_the_disk_to_the_same_tables(tmp_path, monkeypatch):
    first, second = _two_files(tmp_path)
    found = []
    for most in (file_content._HELD_BYTES, 0):
        monkeypatch.setattr(file_content, "_HELD_BYTES", most)
        place = new_root(tmp_path / str(most))
        for file in (first, second):
            place.land(file, f"ngo/{file.name}")
        place.take()
        answers = [pq.read_table(place.root.raw / "answers" / f"{one}.parquet") for one in _people(place)]  # fmt: skip
        found.append((_people(place), answers))
    assert found[0] == found[1]
    assert sorted(found[0][0].values()) == [6, 7]


def test_an_spss_file_is_read_in_the_process_that_has_no_pandas(tmp_path):
    """Its parser writes and reads with pandas, unless it is asked for something else."""
    frame = pd.DataFrame([dict(enumerate(row)) for row in many("Lahden paja", 6, "a", 4)])
    frame.columns = [f"v{number}" for number in frame]
    made = tmp_path / "a.sav"
    pyreadstat.write_sav(frame, str(made), column_labels=HEADER)
    place = new_root(tmp_path / "root")
    place.land(made, "ngo/a.sav")
    assert [(record.status, record.counts["used"]) for record in place.take()] == [("accepted", 6)]


def test_a_big_file_that_is_written_to_while_it_is_read_is_left_to_the_next_run(
    tmp_path, monkeypatch, held_open
):
    place, (_, second) = new_root(tmp_path), _two_files(tmp_path)
    landed = place.land(second, "ngo/a.csv")
    hashed = file_content.read

    def read_then_append(*arguments):
        content = hashed(*arguments)
        with landed.open("a", encoding="utf-8") as file:
            file.write("\n")
        return content

    with monkeypatch.context() as between_hash_and_parse:
        between_hash_and_parse.setattr(file_content, "read", read_then_append)
        place.take()
    assert _people(place) == {}
    assert place.records == []
    place.take()
    assert _people(place) == {_sha256(landed): 7}


def test_a_big_file_replaced_while_it_is_read_is_never_stored_under_the_other_hash(
    tmp_path, monkeypatch, held_open
):
    place, (first, second) = new_root(tmp_path), _two_files(tmp_path)
    place.land(first, "ngo/a.xlsx")
    hashed = file_content.read

    def read_then_replace(*arguments):
        content = hashed(*arguments)
        place.land(second, "ngo/a.xlsx", at=1_700_000_500)
        return content

    with monkeypatch.context() as between_hash_and_parse:
        between_hash_and_parse.setattr(file_content, "read", read_then_replace)
        place.take()
    assert _people(place) in ({}, {_sha256(first): 6})
    place.take()
    assert _people(place).get(_sha256(second)) == 7
