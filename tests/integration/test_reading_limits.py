"""A file that takes more than it may is refused with a sentence, and holds up no other."""

from pathlib import Path

import pyarrow.parquet as pq
import pytest

from orchestration.core.settings import Settings
from orchestration.intake import take
from orchestration.intake.limited_reading import within_limits
from tests import hostile_work
from tests.exports import HEADER, csv_text, xlsx
from tests.roots import Workplace, many, new_root

pytestmark = pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="limits of Linux")


def _limited(place: Workplace, **limits: int) -> Workplace:
    return Workplace(Settings(**place.settings.model_dump() | limits))


def _three_files(folder: Path) -> Workplace:
    place = new_root(folder)
    for name in "abc":
        rows = [HEADER, *many("Lahden paja", 6, name, 4)]
        place.land(xlsx(folder / f"{name}.xlsx", rows), f"ngo_{name}/{name}.xlsx", at=ord(name))
    return place


def _taken(place: Workplace) -> dict[str, tuple]:
    return {
        record.sender_code: (record.status, *(reason["code"] for reason in record.reasons))
        for record in place.take()
    }


@pytest.mark.parametrize(
    ("work", "code", "sentence"),
    [
        (hostile_work.read_for_ever, "too_slow", "Reading the file took more than 5 seconds."),
        (hostile_work.read_into_memory, "too_much_memory", "Reading the file took more than 900 MB of memory."),
    ],
)  # fmt: skip
def test_a_file_that_takes_too_much_is_refused_and_the_others_are_read(
    tmp_path, monkeypatch, work, code, sentence
):
    place = _limited(_three_files(tmp_path), max_seconds=5, max_memory_bytes=900_000_000)
    hostile = (tmp_path / "b.xlsx").read_bytes()

    def reading(function, context, data, *more):
        return within_limits(work if data == hostile else function, context, data, *more)

    with monkeypatch.context() as patch:
        patch.setattr(take, "within_limits", reading)
        found = _taken(place)
    assert found == {
        "ngo_a": ("accepted",),
        "ngo_b": ("refused", code),
        "ngo_c": ("accepted",),
    }
    [record] = [record for record in place.records if record.sender_code == "ngo_b"]
    receipt = (place.root.refused / record.short_id / "receipt.txt").read_text(encoding="utf-8")
    assert sentence in receipt
    # The others are not read again when the limit changes; this one is.
    assert place.declared.waiting() == []
    wider = _limited(place, max_seconds=30)
    assert [arrival.sender for arrival in wider.declared.waiting()] == ["ngo_b"]
    assert _taken(wider) == {"ngo_b": ("accepted",)}


@pytest.mark.parametrize("people", [6, 1_500])
def test_what_is_read_in_the_process_is_what_is_read_in_this_one(tmp_path, people):
    """The tables are the same as without a process between: those of a big file byte by byte."""
    from datetime import UTC, datetime

    from orchestration.intake import delivery_reading

    context = take.context_of(_three_files(tmp_path).declared, b"s" * 32)
    rows = [line for n in range(0, people, 50) for line in many("Lahden paja", 50, f"a{n}_", 4)]
    data = csv_text([HEADER, *rows[:people]]).encode()
    arguments = (data, "d" * 64, "ngo", {}, datetime(2027, 1, 1, tzinfo=UTC))
    here, there = (
        {name: tmp_path / f"{name}_{where}" for name in ("submissions", "answers", "open_answers")}
        for where in ("here", "there")
    )
    found = delivery_reading.read(context, *arguments, here)
    assert within_limits(delivery_reading.read, context, *arguments, there) == found
    written = [file.read_bytes() for file in here.values() if file.exists()]
    assert written == [file.read_bytes() for file in there.values() if file.exists()]
    assert len(written) == (0 if found.tables else 3)
    assert (found.tables is None) == (people > 1_000)
    if found.tables:
        assert sum(block.num_rows for block in found.tables["submissions"]) == people
        return
    assert pq.ParquetFile(there["submissions"]).metadata.num_rows == people
