"""A decision about a delivery: who made it and why is kept, and it is about what was shown."""

from __future__ import annotations

import json
from dataclasses import asdict

import pytest
from filelock import FileLock

from orchestration.intake.decisions import Asked, accept_removal, open_kinds, state_of
from orchestration.intake.record import Record
from orchestration.intake.undecidable import UndecidableError
from tests.review_root import land_with_a_row_missing
from tests.roots import Workplace, new_root


@pytest.fixture
def place(tmp_path) -> Workplace:
    """A root in which a second export of the same form has one row fewer."""
    place = new_root(tmp_path)
    land_with_a_row_missing(place, tmp_path, "a.xlsx", "b.xlsx")
    return place


def second(place: Workplace) -> Record:
    return max(place.declared.records, key=lambda record: record.landed_at_ns)


def keep(place: Workplace, by: str, **asked) -> None:
    """Say that only a part was exported."""
    delivery_id = second(place).delivery_id
    accept_removal(place.settings, delivery_id, is_partial=True, by=by, asked=Asked(**asked))


def refused(place: Workplace, **asked) -> str:
    with pytest.raises(UndecidableError) as found:
        keep(place, "aino", **asked)
    return found.value.code


def test_who_decided_and_why_is_kept_also_when_the_file_is_read_again(place):
    record = second(place)
    assert (record.status, open_kinds(record)) == ("on_hold", ("removed", "partial"))
    keep(place, "aino", reason=" vain uudet ")
    now = second(place)
    assert (now.status, now.removal, open_kinds(now)) == ("accepted", "partial", ())
    [made] = now.before_reading().decided
    assert (made.what, made.name, made.reason) == ("partial", "aino", "vain uudet")
    kept = json.loads((place.root.ledger / f"{now.delivery_id}.json").read_bytes())
    assert kept["decided"] == [asdict(made)]


def test_a_delivery_that_has_changed_since_it_was_shown_is_not_decided_about(place):
    shown = state_of(second(place))
    assert refused(place, shown="0" * 64) == "other_delivery"
    keep(place, "kalle")
    assert refused(place, shown=shown) == "other_delivery"
    assert [one.name for one in second(place).decided] == ["kalle"]


def test_a_reason_with_personal_data_and_a_run_under_way_decide_nothing(place):
    assert refused(place, reason="pyysi 131052-308T") == "reason_is_personal"
    with FileLock(place.root.lock):
        assert refused(place, wait_seconds=0) == "busy"
    assert second(place).decided == ()
