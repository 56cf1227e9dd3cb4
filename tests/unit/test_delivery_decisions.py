"""A decision about a delivery: who made it and why is kept, and it is about what was shown."""

from __future__ import annotations

import getpass
import json

import pytest
from filelock import FileLock

from orchestration.intake.decisions import Decider, accept_removal, open_kinds, state_of
from orchestration.intake.record import Record
from orchestration.intake.take import take
from orchestration.intake.undecidable import UndecidableError
from tests.exports import HEADER, row, xlsx
from tests.roots import Workplace, new_root


@pytest.fixture
def place(tmp_path) -> Workplace:
    """A root in which a second export of the same form has one row fewer."""
    place = new_root(tmp_path)
    people = [row(f"p{n}", "Alku", [1 + n % 5] * 10, at=f"5.2.2024 10.{n:02}.00") for n in range(8)]
    place.land(xlsx(tmp_path / "a.xlsx", [HEADER, *people]), "ngo/a.xlsx", at=1)
    place.land(xlsx(tmp_path / "b.xlsx", [HEADER, *people[:-1]]), "ngo/b.xlsx", at=2)
    take(place.declared, place.declared.waiting(), lambda *_: None)
    return place


def second(place: Workplace) -> Record:
    return max(place.declared.records, key=lambda record: record.landed_at_ns)


def refused(place: Workplace, by: Decider) -> str:
    with pytest.raises(UndecidableError) as found:
        accept_removal(place.settings, second(place).delivery_id, is_partial=True, by=by)
    return found.value.code


def test_who_decided_and_why_is_kept_also_when_the_file_is_read_again(place):
    record = second(place)
    assert (record.status, open_kinds(record)) == ("on_hold", ("removed", "partial"))
    accept_removal(
        place.settings, record.delivery_id, is_partial=True, by=Decider("aino", " vain uudet ")
    )
    now = second(place)
    assert (now.status, now.removal, open_kinds(now)) == ("accepted", "partial", ())
    [made] = now.before_reading().decided
    assert (made["kind"], made["name"], made["reason"]) == ("partial", "aino", "vain uudet")
    kept = json.loads((place.root.ledger / f"{now.delivery_id}.json").read_bytes())
    assert kept["decided"] == [made]


def test_without_a_name_it_is_the_account_that_decided(place):
    accept_removal(place.settings, second(place).delivery_id, is_partial=True)
    assert second(place).decided[0]["name"] == getpass.getuser()


def test_a_delivery_that_has_changed_since_it_was_shown_is_not_decided_about(place):
    shown = state_of(second(place))
    assert refused(place, Decider("aino", "x", shown="0" * 64)) == "other_delivery"
    accept_removal(place.settings, second(place).delivery_id, is_partial=True, by=Decider("kalle"))
    assert refused(place, Decider("aino", "x", shown=shown)) == "other_delivery"
    assert [one["name"] for one in second(place).decided] == ["kalle"]


def test_a_reason_with_personal_data_and_a_run_under_way_decide_nothing(place):
    assert refused(place, Decider("aino", "pyysi 131052-308T")) == "reason_is_personal"
    with FileLock(place.root.lock):
        assert refused(place, Decider("aino", "x", wait_seconds=0)) == "busy"
    assert second(place).decided == ()
