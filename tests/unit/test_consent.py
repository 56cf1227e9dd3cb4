"""Consent that was given and is withdrawn in a later export: the answers leave raw at once."""

from pathlib import Path

import duckdb
import pytest

from orchestration.ingest.messages import receipt
from orchestration.intake.decisions import accept_removal
from orchestration.intake.declared_inputs import Declared
from orchestration.intake.record import Record
from orchestration.intake.take import take
from orchestration.upkeep import key_rotation
from tests.exports import FULL_HEADER, full_row, xlsx
from tests.roots import Workplace, new_root

NUMBER = "Vastaajanumero"


def _rows(
    count: int, refused: tuple[int, ...] = (), *, numbered: bool = True, word: str = "Ei"
) -> list[list[str]]:
    """`count` people at start, one a minute; those refused say `word` and the rest yes."""
    sheet = [[*FULL_HEADER, NUMBER] if numbered else FULL_HEADER]
    for n in range(count):
        consent = word if n in refused else "Kyllä"
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
        name: sorted(duckdb.sql(f"select distinct delivery_id, row_number from '{folder}/{name}/*.parquet'").fetchall())
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


def test_withdrawn_answers_are_counted_alike_after_another_key_was_made(tmp_path):
    place = new_root(tmp_path)
    _land(place, tmp_path, 0, _rows(5))
    _land(place, tmp_path, 1, _rows(6, (3,)))
    before = _take(place)
    key_rotation.rotate(place.settings)
    after = _take(place)
    assert [one.account for one in after] == [one.account for one in before]
    assert [len(one.withdrawn) for one in after] == [0, 1]
    assert after[1].withdrawn != before[1].withdrawn


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
        assert [len(row) for row in rows] == [4] and rows[0][0] == record.delivery_id
        fingerprints.append(rows[0][1:])
    # Another root has another key, and so other fingerprints of the same answers.
    assert not set(fingerprints[0]) & set(fingerprints[1])


EVERYBODY = tuple(range(24))
# The box's own sentence, as some tools write a ticked box.
SENTENCE = "Suostun vastausteni käyttöön"


@pytest.mark.parametrize("word", ["1", "TRUE", "ok", SENTENCE])
def test_an_undeclared_word_refuses_the_delivery_by_address_and_withdraws_nobody(tmp_path, word):
    place = new_root(tmp_path)
    _land(place, tmp_path, 0, _rows(24))
    _take(place)
    before = _tables(place)
    _land(place, tmp_path, 1, _rows(24, EVERYBODY, word=word))
    first, second = _take(place)
    assert (first.status, second.status) == ("accepted", "refused")
    [why] = second.reasons
    assert (why["code"], why["count"], why["cells"]) == ("unknown_consent", 24, ["O2:O25"])
    assert "fields.consent.values" in why["action_en"] and word not in why["problem_en"][60:]
    assert _tables(place) == before


def test_a_blank_withdraws_nobody_and_the_earlier_answers_stay(tmp_path):
    place = new_root(tmp_path)
    _land(place, tmp_path, 0, _rows(24))
    _take(place)
    _land(place, tmp_path, 1, _rows(24, EVERYBODY, word=""))
    first, second = _take(place)
    assert (first.status, second.status) == ("accepted", "accepted")
    assert "withdrawn" not in second.account
    assert second.counts == {"read": 24, "used": 0, "no_consent": 0, "blank_consent": 24}
    assert len(_tables(place)["answers"]) == 24
    # Whether the earlier answers of some may be left out is for a person.
    _land(place, tmp_path, 2, _rows(24, (1, 2), word=""))
    third = _take(place)[2]
    assert third.status == "on_hold" and third.account["gone"] == 2


def test_a_delivery_that_withdraws_more_than_three_people_waits_for_a_person(tmp_path):
    place = new_root(tmp_path)
    _land(place, tmp_path, 0, _rows(24))
    _take(place)
    _land(place, tmp_path, 1, _rows(24, (1, 2, 3, 4)))
    first, second = _take(place)
    assert (first.status, second.status) == ("accepted", "on_hold")
    assert [why["code"] for why in second.reasons] == ["withdraws_many"]
    assert second.account == {
        "new": 0, "changed": 0, "unchanged": 20, "gone": 0, "linked": 0, "to_withdraw": 4
    }  # fmt: skip
    standing = [row for row in _tables(place)["answers"] if row[0] == first.delivery_id]
    assert len(standing) == 24
    answer = accept_removal(place.settings, second.delivery_id, is_partial=False, by="Maija")
    assert "4 withdrawn responses are deleted" in answer
    first, second = sorted(place.records, key=lambda record: record.landed_at_ns)
    assert second.status == "accepted" and second.account["withdrawn"] == 4
    standing = [row for row in _tables(place)["answers"] if row[0] == first.delivery_id]
    assert len(standing) == 20


def test_the_limit_counts_people_and_is_a_setting(tmp_path):
    place = new_root(tmp_path)
    _land(place, tmp_path, 0, _rows(24))
    _take(place)
    _land(place, tmp_path, 1, _rows(24, (1, 2, 3, 4)))
    wider = Workplace(place.settings.model_copy(update={"max_withdrawals": 4}))
    assert [record.status for record in _take(wider)] == ["accepted", "accepted"]


def test_after_a_withdrawal_the_first_file_brings_nothing_back_and_a_new_export_does(tmp_path):
    place = new_root(tmp_path)
    _land(place, tmp_path, 0, _rows(24))
    _land(place, tmp_path, 1, _rows(24, (1, 2, 3)))
    _take(place)
    place.land(tmp_path / "0.xlsx", "ngo/again.xlsx", at=1_700_000_009)
    assert [record.status for record in _take(place)] == ["accepted", "accepted"]
    assert len(set(_tables(place)["answers"])) == 2 * 21
    # Consent that was refused by mistake: an export in which it is given.
    _land(place, tmp_path, 2, _rows(25))
    third = _take(place)[-1]
    assert third.status == "accepted" and third.account["new"] == 4
    assert len([row for row in _tables(place)["answers"] if row[0] == third.delivery_id]) == 25
