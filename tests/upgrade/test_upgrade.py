"""Roots of earlier versions: all of them is kept, and what they published binds what is published next.

`make_root` wrote them: 251f29d is of before there was a history of what was published, de8446e of the day
on which it began; its own last run was held by a rule that was wrong then.
"""

from __future__ import annotations

import json
import tarfile
from pathlib import Path

import duckdb
import pytest

from orchestration.core import zones
from orchestration.core.data_root import PROJECT
from orchestration.core.settings import Settings
from orchestration.intake import forgotten, initialise
from orchestration.release import decision_log, history_records, history_store, pointer
from tests.exports import HEADER, xlsx
from tests.roots import Workplace
from tests.upgrade.make_root import forms

FIXTURES = PROJECT / "tests" / "fixtures" / "roots"
STATUS = {"accepted": 2, "on_hold": 1, "refused": 1}


def opened(folder: Path, commit: str) -> Workplace:
    """The root that a commit wrote, with its key."""
    with tarfile.open(FIXTURES / f"{commit}.tar.xz") as tar:
        tar.extractall(folder, filter="data")
    where = {"data": folder / "root", "key_dir": folder / "keys"}
    return Workplace(Settings(**where, settle_seconds=0.01, decision_policy="automatic"))


def upgrade(place: Workplace) -> None:
    """What `mukana init --repair` does; version 251f29d left its folders open to others."""
    zones.repair(place.root, place.settings.key_dir)
    assert initialise.initialise(place.root, place.settings.key_dir) is None


def published_people(place: Workplace, number: int) -> dict[int, list[int]]:
    """Atom -> measurements of it, as the history of a release keeps them."""
    file = place.root.history / f"{number:06}" / "published_measurements.parquet"
    rows = duckdb.sql(
        f"select atom_number, list(measurement_key) from '{file}'"
        " where atom_number is not null group by atom_number"
    )
    return dict(rows.fetchall())


def persons(place: Workplace, number: int) -> set[int]:
    file = place.root.history / f"{number:06}" / "published_measurements.parquet"
    return {n for (n,) in duckdb.sql(f"select distinct person_number from '{file}'").fetchall()}


@pytest.mark.parametrize("commit", ["251f29d", "de8446e"])
def test_every_delivery_has_the_status_that_it_had_and_the_root_gets_its_number(tmp_path, commit):
    place = opened(tmp_path, commit)
    key_id = place.declared.identity.key_id
    assert place.status["counts"] == STATUS
    upgrade(place)
    assert (place.declared.identity.state, place.declared.identity.key_id) == (
        initialise.STATE,
        key_id,
    )
    assert place.declared.secret()
    assert place.status["counts"] == STATUS


# A root of an earlier version is followed by a release of today's: one build of the warehouse.
def test_the_next_release_keeps_people_decisions_and_history_and_lets_a_newcomer_wait(tmp_path):
    place = opened(tmp_path, "de8446e")
    root = place.root
    first = {f.name: f.read_bytes() for f in (root.history / "000001").iterdir()}
    decisions, listed = decision_log.read(root), forgotten.keys(root)
    assert [one.kind for one in decisions] == ["approve"]
    assert len(listed) == 1
    newcomer = xlsx(tmp_path / "n.xlsx", [HEADER, *forms("lahti", 1, first=30)])
    place.land(newcomer, "third/newcomer.xlsx")

    initialise.initialise(root, place.settings.key_dir)
    place.release()

    assert place.status["counts"] == STATUS | {"accepted": 3}
    assert {f.name: f.read_bytes() for f in (root.history / "000001").iterdir()} == first
    assert len(history_records.read_all(root)) == 2
    history_store.require_whole(root)
    assert (decision_log.read(root), forgotten.keys(root)) == (decisions, listed)
    assert pointer.read(root)["previous"] == ["ee66c64249c7cd7f"]

    # Twelve were published, and seven of eight enter: one was forgotten, and the newcomer is alone.
    before, after = persons(place, 1), persons(place, 2)
    assert (len(before), len(after - before), before - after) == (12, 7, set())
    # Nobody joined or left what was published together.
    together = {frozenset(keys) for keys in published_people(place, 2).values()}
    assert {frozenset(keys) for keys in published_people(place, 1).values()} <= together
    # The answers themselves came through: every form that counts but the two of the newcomer.
    [(forms_read,)] = duckdb.sql(
        f"select count(*) from read_parquet('{root.raw}/submissions/[0-9a-f]*.parquet') as s"
        f" where s.delivery_id in (select delivery_id from '{root.raw}/deliveries.parquet')"
    ).fetchall()
    assert forms_read == 2 * (12 + 7 + 1)


def test_where_no_history_was_kept_nothing_is_published_until_a_person_states_that_it_may(tmp_path):
    place = opened(tmp_path, "251f29d")
    released = pointer.read(place.root)["release_id"]
    upgrade(place)
    records = place.take()
    assert {record.status for record in records} == {"accepted", "on_hold", "refused"}
    assert place.status["counts"] == STATUS
    with pytest.raises(history_store.HistoryError, match=f"does not tell what release {released}"):
        _ = place.made_from
    assert place.run().exit_code == 1
    assert pointer.read(place.root)["release_id"] == released
    history_store.start_anew(place.root, "Aino", "nobody has a copy")
    assert place.made_from == history_store.Base(0, None, None)
    stated = json.loads((place.root.decisions / f"start_history_{released}.json").read_bytes())
    assert stated["name"] == "Aino"
