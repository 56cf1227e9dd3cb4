"""A file that takes more than it may is refused with a sentence, and holds up no other."""

from pathlib import Path

import pyarrow.parquet as pq
import pytest

from orchestration.core.settings import Settings
from orchestration.intake import take
from orchestration.intake.limited_reading import within_limits
from tests import hostile_work
from tests.exports import HEADER, xlsx
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


def test_what_is_read_in_the_process_is_what_is_read_in_this_one(tmp_path):
    """The tables are the same byte by byte as without a process between."""
    from datetime import UTC, datetime

    from orchestration.intake import delivery_reading

    place = _three_files(tmp_path)
    context = take.context_of(place.declared, b"s" * 32)
    data = (tmp_path / "a.xlsx").read_bytes()
    arguments = (data, "d" * 64, "ngo", {}, datetime(2027, 1, 1, tzinfo=UTC))
    here, there = (
        {name: tmp_path / f"{name}_{where}" for name in ("submissions", "answers", "open_answers")}
        for where in ("here", "there")
    )
    found = delivery_reading.read(context, *arguments, here)
    assert within_limits(delivery_reading.read, context, *arguments, there) == found
    assert [file.read_bytes() for file in here.values()] == [
        file.read_bytes() for file in there.values()
    ]
    assert pq.ParquetFile(there["submissions"]).metadata.num_rows == 6
