"""Consent that was given and is withdrawn in a later export: the answers leave raw at once."""

from pathlib import Path

import duckdb
import pytest

from orchestration.ingest.messages import receipt
from orchestration.intake.declared_inputs import Declared
from orchestration.intake.record import Record
from orchestration.intake.take import take
from tests.exports import FULL_HEADER, full_row, xlsx
from tests.roots import Workplace, new_root

NUMBER = "Vastaajanumero"


def _rows(count: int, refused: tuple[int, ...] = (), *, numbered: bool = True) -> list[list[str]]:
    """`count` people at start, one a minute; those refused say no and the rest yes."""
    sheet = [[*FULL_HEADER, NUMBER] if numbered else FULL_HEADER]
    for n in range(count):
        consent = "Ei" if n in refused else "Kyllä"
        form = full_row(f"p{n}", "Alku", [4] * 10, at=f"5.2.2024 10.{n:02}.00", consent=consent)
        sheet.append([*form, f"r{n}"] if numbered else form)
    return sheet


def _take(place: Workplace) -> list[Record]:
    """Landing to raw; returns the records in order of landing."""
    declared = Declared(place.root, place.settings)
    take(declared, declared.waiting(), lambda *_: None)
    return sorted(declared.records, key=lambda record: record.landed_at_ns)


def _land(place: Workplace, folder: Path, number: int, rows: list[list[str]]) -> None:
    file = xlsx(folder / f"{number}.xlsx", rows)
    place.land(file, f"ngo/{number}.xlsx", at=1_700_000_000 + number)


def _tables(place: Workplace) -> dict[str, list[tuple]]:
    folders = {
        "submissions": place.root.raw, "answers": place.root.raw, "open_answers": place.root.restricted
    }  # fmt: skip
    return {
        name: duckdb.sql(f"select distinct delivery_id, row_number from '{folder}/{name}/*.parquet'").fetchall()
        for name, folder in folders.items()
    }  # fmt: skip


@pytest.mark.parametrize("numbered", [True, False], ids=["numbered", "without numbers"])
def test_withdrawn_consent_empties_raw_of_every_copy_and_nothing_waits(tmp_path, numbered):
    place = new_root(tmp_path)
    for number, (count, refused) in enumerate([(5, ()), (7, ()), (8, (2, 6))]):
        _land(place, tmp_path, number, _rows(count, refused, numbered=numbered))
    records = _take(place)
    assert [record.status for record in records] == ["accepted"] * 3
    # The third has eight rows: five of the first, two more, and one new; two of the seven refuse.
    account = {"new": 1, "changed": 0, "unchanged": 5, "gone": 0, "linked": 0, "withdrawn": 2}
    assert records[2].account == account
    assert "suostumus peruttu 2" in receipt.text(records[2].as_dict())
    first, second, third = (record.delivery_id for record in records)
    left = {(first, n) for n in (2, 3, 5, 6)} | {(second, n) for n in (2, 3, 5, 6, 7)}
    left |= {(third, n) for n in (2, 3, 5, 6, 7, 9)}
    for name, found in _tables(place).items():
        assert set(found) == left, name


def test_what_was_withdrawn_is_reported_alike_however_often_deliveries_are_compared(tmp_path):
    """Raw no longer holds the rows after the first time, and the count stays."""
    place = new_root(tmp_path)
    _land(place, tmp_path, 0, _rows(5))
    _take(place)
    _land(place, tmp_path, 1, _rows(5, (3,)))
    declared = Declared(place.root, place.settings)
    before = declared.fingerprint()
    records = _take(place)
    assert [record.account.get("withdrawn") for record in records] == [None, 1]
    assert place.declared.fingerprint() != before
    _land(place, tmp_path, 2, _rows(6, (3,)))
    again = _take(place)
    assert again[:2] == records
    # Refused again: counted by the first delivery that refused it.
    assert again[2].account == {"new": 1, "changed": 0, "unchanged": 4, "gone": 0, "linked": 0}


def test_withdrawing_goes_through_where_the_delivery_itself_waits(tmp_path):
    place = new_root(tmp_path)
    _land(place, tmp_path, 0, _rows(6))
    _take(place)
    before = Declared(place.root, place.settings).fingerprint()
    _land(place, tmp_path, 1, _rows(4, (1,)))
    records = _take(place)
    assert [record.status for record in records] == ["accepted", "on_hold"]
    assert records[1].account == {
        "new": 0, "changed": 0, "unchanged": 3, "gone": 2, "linked": 0, "withdrawn": 1
    }  # fmt: skip
    standing = [row for row in _tables(place)["answers"] if row[0] == records[0].delivery_id]
    assert sorted(number for _, number in standing) == [2, 4, 5, 6, 7]
    assert Declared(place.root, place.settings).fingerprint() != before


def test_the_later_delivery_first_gives_the_same_raw(tmp_path):
    kept = []
    files = [xlsx(tmp_path / f"{n}.xlsx", _rows(5, (3,) if n else ())) for n in range(2)]
    for name, order in (("a", (0, 1)), ("b", (1, 0))):
        place = new_root(tmp_path / name)
        for number in order:
            place.land(files[number], f"ngo/{number}.xlsx", at=1_700_000_000 + number)
            _take(place)
        statuses = {r.delivery_id: (r.status, r.account) for r in place.records}  # fmt: skip
        kept.append((statuses, sorted(_tables(place)["answers"])))
    assert kept[0] == kept[1]


def test_nothing_of_a_refused_row_is_kept_but_hashes_that_need_the_key(tmp_path):
    fingerprints = []
    for name in ("a", "b"):
        place = new_root(tmp_path / name)
        _land(place, tmp_path / name, 0, _rows(3, (1,)))
        [record] = _take(place)
        assert record.counts == {"read": 3, "used": 2, "no_consent": 1}
        rows = duckdb.sql(f"from '{place.root.raw}/refusals/*.parquet'").fetchall()
        assert [len(row) for row in rows] == [3] and rows[0][0] == record.delivery_id
        fingerprints.append(rows[0][1:])
    # Another root has another key, and so other fingerprints of the same answers.
    assert not set(fingerprints[0]) & set(fingerprints[1])
