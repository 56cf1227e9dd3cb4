"""The state number of a root: a later one is refused, an earlier one is raised once and read as it is."""

from __future__ import annotations

import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from orchestration.core.data_root import DataRoot
from orchestration.intake import initialise
from orchestration.intake.initialise import LaterRootError
from orchestration.privacy import history_tables
from orchestration.privacy.history_tables import SCHEMAS, file_name
from orchestration.release import history_shape, history_store
from orchestration.release.history_store import HistoryError
from orchestration.warehouse.no_history import completed, no_history
from tests.roots import Workplace, new_root
from tests.unit.test_history_store import KEY, release


@pytest.fixture
def place(tmp_path) -> Workplace:
    return new_root(tmp_path)


def write(place: Workplace, **changes: object) -> None:
    content = json.loads(place.root.identity.read_bytes()) | changes
    kept = {name: value for name, value in content.items() if value is not None}
    place.root.identity.write_text(json.dumps(kept))


def test_a_root_of_a_later_version_is_refused_before_anything_is_written(place):
    write(place, state=initialise.STATE + 1)
    before = {p: p.read_bytes() for p in place.root.path.rglob("*") if p.is_file()}
    for attempt in (
        lambda: initialise.initialise(place.root, place.settings.key_dir),
        lambda: place.declared.secret(),
        lambda: place.status,
        lambda: place.run(),
    ):
        with pytest.raises(LaterRootError, match="Install that version again"):
            attempt()
    after = {p: p.read_bytes() for p in place.root.path.rglob("*") if p.is_file()}
    assert after == before


def test_a_root_without_a_number_gets_one_and_keeps_its_key(place):
    key_id = place.declared.identity.key_id
    write(place, state=None)
    assert initialise.identity(place.root).state == 0
    assert initialise.initialise(place.root, place.settings.key_dir) is None
    written = place.root.identity.read_bytes()
    assert json.loads(written) == {"key_id": key_id, "synthetic": False, "state": initialise.STATE}
    initialise.initialise(place.root, place.settings.key_dir)
    assert place.root.identity.read_bytes() == written


@pytest.mark.parametrize("state", ["many", [1], {}])
def test_a_number_that_is_none_is_a_damaged_file(place, state):
    write(place, state=state)
    with pytest.raises(initialise.KeyMissingError, match="damaged"):
        initialise.identity(place.root)


def test_a_history_with_fewer_tables_is_followed_only_if_nothing_of_their_kind_was_published(
    tmp_path, monkeypatch
):
    root = DataRoot(tmp_path)
    fewer = {name: schema for name, schema in SCHEMAS.items() if name != "language_sums"}
    with monkeypatch.context() as earlier:
        earlier.setattr(history_store, "SCHEMAS", fewer)
        release(root, 1, "a")
    with pytest.raises(HistoryError, match=r"language_sums: published_language_sums\.parquet"):
        history_store.base(root, "b", KEY)
    monkeypatch.setattr(history_shape, "ADDED_LATER", {"language_sums"})
    folder = history_store.base(root, "b", KEY).folder
    whole = completed(folder, tmp_path / "whole")
    for table, schema in SCHEMAS.items():
        assert set(schema.names) <= set(pq.read_schema(whole / file_name(table)).names), table
    assert pq.read_table(whole / file_name("merged_services")).num_rows == 1
    assert pq.read_table(whole / file_name("language_sums")).num_rows == 0
    assert completed(no_history(tmp_path / "all"), tmp_path / "x") == tmp_path / "all"


def test_a_history_whose_tables_have_fewer_columns_is_not_followed(tmp_path, monkeypatch):
    root = DataRoot(tmp_path)
    release(root, 1, "a")
    wider = SCHEMAS["scores"].append(pa.field("later_score", pa.int32()))
    monkeypatch.setattr(history_shape, "SCHEMAS", SCHEMAS | {"scores": wider})
    with pytest.raises(HistoryError, match="scores: later_score"):
        history_store.base(root, "b", KEY)


def test_what_may_be_missing_is_a_table():
    assert set(SCHEMAS) >= history_tables.ADDED_LATER
