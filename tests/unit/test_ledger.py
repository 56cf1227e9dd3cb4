"""The ledger: what was written is read again, whatever version wrote it; damage has a sentence."""

import json
import re
from dataclasses import replace

import pytest

from orchestration.intake import ledger, take
from orchestration.intake.ledger import AccountError, Ledger, LedgerError
from orchestration.intake.record import ReceivedFile, Record
from tests.exports import HEADER, xlsx
from tests.roots import many, new_root

ID = "ab" * 32
# As an early version wrote it: another word for the status, a reason of two sentences, no account,
# and a key that is not known any more.
EARLY = {
    "delivery_id": ID,
    "sender_code": "ngo",
    "files": [{"name": "ngo/Matti Meikäläinen.csv", "byte_count": 7, "mtime_ns": 5}],
    "landed_at_ns": 5,
    "attempt_count": 1,
    "reading": "c" * 64,
    "status": "waiting",
    "questionnaire_code": "osallisuuskysely",
    "form_code": "webropol",
    "counts": {"read": 3, "used": 2, "no_consent": 1},
    "reasons": [{"code": "rows_gone", "fi": "Rivejä puuttuu.", "en": "Rows are gone."}],
    "a_key_of_another_time": 1,
}


def _written(folder, content) -> Ledger:
    folder.mkdir(exist_ok=True)
    text = content if isinstance(content, str) else json.dumps(content)
    (folder / f"{ID}.json").write_text(text, encoding="utf-8")
    return Ledger(folder)


def test_a_record_of_an_earlier_version_is_read(tmp_path):
    record = _written(tmp_path, EARLY).records[ID]
    assert (record.status, record.was_read) == ("on_hold", True)
    assert record.files == (ReceivedFile("ngo/Matti Meikäläinen.csv", 7, 5),)
    assert record.reasons[0]["en"] == "Rows are gone."
    assert (record.account, record.withdrawn, record.removal) == ({}, (), None)


def test_a_record_is_read_as_it_was_written(tmp_path):
    before = _written(tmp_path, EARLY).records[ID]
    book = Ledger(tmp_path / "other")
    book.write(before)
    assert Ledger(book.folder).records == {ID: before}
    assert Ledger(book.folder).record(ID) == before


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ("", "the whole file"),
        ("{", "the whole file"),
        ("[]", "the whole file"),
        ({}, "delivery_id"),
        (EARLY | {"status": "unknown"}, "status"),
        (EARLY | {"files": [{"name": "ngo/Matti Meikäläinen.csv"}]}, "files.0.byte_count"),
        (EARLY | {"landed_at_ns": "Matti Meikäläinen"}, "landed_at_ns"),
        (EARLY | {"delivery_id": "cd" * 32}, "another delivery"),
    ],
)
def test_a_damaged_record_is_named_with_what_to_do_and_without_its_content(
    tmp_path, content, place
):
    book = _written(tmp_path, content)
    with pytest.raises(LedgerError) as damaged:
        _ = book.records
    text = str(damaged.value)
    assert str(tmp_path / f"{ID}.json") in text and place in text
    assert "Restore it from your backup, or delete it" in text
    assert "Matti" not in text
    with pytest.raises(LedgerError, match=re.escape(place)):
        book.record(ID)


def test_the_records_are_read_from_disk_once(tmp_path, monkeypatch):
    place = new_root(tmp_path)
    sheet = xlsx(tmp_path / "a.xlsx", [HEADER, *many("Lahden paja", 6, "a", 4)])
    place.land(sheet, "ngo/a.xlsx")
    place.take()
    read = []
    real = ledger._read
    monkeypatch.setattr(ledger, "_read", lambda file: read.append(file) or real(file))
    declared = place.declared
    assert declared.waiting() == []
    declared.fingerprint()
    assert len(declared.records) == len(declared.records_for_readers) == 1
    assert len(read) == 1


def test_readers_see_neither_how_many_forms_a_reason_is_about_nor_their_cells(tmp_path):
    """Three forms of a service in a file that waits are three of its clients."""
    place = new_root(tmp_path)
    some = many("Sysmän paja", 6, "b", 4)[:3]
    unknown = [[*line[:3], "Paja 3", *line[4:]] for line in some]
    place.land(xlsx(tmp_path / "a.xlsx", [HEADER, *unknown]), "ngo/a.xlsx")
    place.take()
    declared = place.declared
    [shown], [exact] = (
        record["reasons"]
        for [record] in (declared.records_for_readers, declared.records_for_reviewers)
    )
    assert "(3 cells)" in exact["en"] and exact["cell"]
    assert "(1-4 cells)" in shown["en"] and "(1-4 solua)" in shown["fi"]
    assert not shown["cell"] and not shown["cells"] and "count" not in shown
    assert not any("(3 " in str(text) for text in shown.values())


def test_what_a_person_decided_outlives_a_second_reading():
    record = Record(ID, "ngo", (), 5, 2, "c" * 64, "on_hold", "partial", counts={"read": 3})
    again = record.before_reading()
    assert (again.removal, again.attempt_count, again.reading) == ("partial", 2, "c" * 64)
    assert (again.status, again.counts) == (None, {})


def test_a_record_whose_rows_do_not_add_up_is_not_written_and_names_the_delivery(tmp_path):
    record = Record(ID, "ngo", (), 5, counts={"read": 3, "used": 2, "no_consent": 0})
    with pytest.raises(AccountError, match=f"Delivery {ID[:12]}: .*no_consent 0, read 3, used 2"):
        Ledger(tmp_path).write(record)
    assert not list(tmp_path.iterdir())


def test_a_delivery_of_which_a_row_would_vanish_fails_and_holds_up_no_other(tmp_path, monkeypatch):
    place = new_root(tmp_path)
    for name in ("a", "b"):
        rows = [HEADER, *many("Lahden paja", 6, name, 4)]
        place.land(xlsx(tmp_path / f"{name}.xlsx", rows), f"ngo/{name}.xlsx")
    within_limits = take.within_limits

    def losing_a_row(function, context, data, *more):
        found = within_limits(function, context, data, *more)
        counts = found.values["counts"]
        fewer = {"counts": counts | {"used": counts["used"] - 1}}
        return replace(found, values=found.values | fewer) if data == first else found

    first = (tmp_path / "a.xlsx").read_bytes()
    monkeypatch.setattr(take, "within_limits", losing_a_row)
    statuses = {record.files[0].name: record.status for record in place.take()}
    assert statuses == {"ngo/a.xlsx": "failed", "ngo/b.xlsx": "accepted"}
