"""Retention: what is older than its months goes, and what has to stay stays."""

import json
import os
from datetime import UTC, datetime

import dagster as dg
import pytest
from filelock import FileLock, Timeout

from orchestration.assets.retention import keep_for_months, nightly_retention
from orchestration.core.settings import Settings
from orchestration.upkeep import retention
from tests.exports import HEADER, xlsx
from tests.roots import Workplace, many, new_root
from tests.tiny_release import publish_version

# Files of a Workplace arrive in the summer of 2080: 1 800 000 000 + 1 700 000 000 seconds.
ARRIVED = datetime(2080, 11, 28, tzinfo=UTC)


@pytest.fixture
def place(tmp_path) -> Workplace:
    place = new_root(tmp_path)
    old = xlsx(tmp_path / "a.xlsx", [HEADER, *many("Lahden paja", 6, "a", 4)])
    place.land(old, "ngo/a.xlsx")
    (tmp_path / "b.csv").write_text("a;b\n1;2\n")
    place.land(tmp_path / "b.csv", "ngo/b.csv")
    place.take()
    place.land(old, "ngo/not read yet.xlsx", at=0)
    return place


def _with(place: Workplace, **months: int) -> Settings:
    return Settings(**(place.settings.model_dump() | months))


def _later(months: int) -> datetime:
    count = ARRIVED.month - 1 + months
    return ARRIVED.replace(year=ARRIVED.year + count // 12, month=count % 12 + 1)


def test_without_months_everything_is_kept(place):
    assert retention.find(place.settings, datetime(9000, 1, 1, tzinfo=UTC)) == []
    with dg.build_schedule_context(resources={"settings": place.settings}) as context:
        assert isinstance(nightly_retention(context), dg.SkipReason)


def test_a_copy_in_landing_goes_after_its_months_and_the_answers_stay(place):
    landing, settings = place.root.landing / "ngo", _with(place, keep_landing_months=12)
    assert [one.count for one in retention.carry_out(settings, _later(11))] == [0]
    before = {path: path.read_bytes() for path in place.root.raw.rglob("*.parquet")}
    found = retention.find(settings, _later(13))
    assert [one.count for one in found] == [2]
    assert (landing / "a.xlsx").exists(), "finding removes nothing"
    retention.carry_out(settings, _later(13))
    # What nobody has read stays, however old it is.
    assert [path.name for path in landing.iterdir()] == ["not read yet.xlsx"]
    (landing / "not read yet.xlsx").unlink()
    assert place.take() == []
    assert {path: path.read_bytes() for path in place.root.raw.rglob("*.parquet")} == before


def test_a_copy_stays_as_long_as_its_answers_are_not_whole_or_wait_for_a_person(place):
    settings = _with(place, keep_landing_months=1)
    answers = next((place.root.raw / "answers").glob("[0-9a-f]*.parquet"))
    whole = answers.read_bytes()
    answers.write_bytes(whole[:-9])
    assert [path.name for path in retention.find(settings, _later(5))[0].paths] == ["b.csv"]
    answers.write_bytes(whole)
    book = place.declared.ledger
    for record in list(book.records.values()):
        if record.was_read:
            book.write(type(record)(**(vars(record) | {"status": "on_hold"})))
    assert [path.name for path in retention.find(settings, _later(5))[0].paths] == ["b.csv"]


def test_receipts_and_refused_go_by_the_arrival_of_their_delivery(place):
    settings = _with(place, keep_receipts_months=6, keep_refused_months=3)
    # Receipts are written when a file is read: their own time says nothing.
    assert [one.count for one in retention.find(settings, _later(5))] == [1, 0]
    done = retention.carry_out(settings, _later(7))
    assert [(one.zone, one.count) for one in done] == [("refused", 1), ("receipts", 2)]
    assert [*place.root.refused.iterdir(), *place.root.receipts.iterdir()] == []
    assert len(place.records) == 2, "the ledger is never shortened"


def test_the_latest_releases_keep_their_history(place):
    root = place.root
    for version in range(1, 8):
        publish_version(root, version, datetime(2024, 1, version))
    settings = _with(place, keep_releases_months=1)
    assert retention.carry_out(settings, datetime(2024, 1, 20, tzinfo=UTC))[0].count == 0
    assert retention.carry_out(settings, datetime(2030, 1, 1, tzinfo=UTC))[0].count == 2
    kept = {path.name for path in root.releases.iterdir()}
    current = json.loads((root.published / "current.json").read_text())
    assert kept == {current["release_id"], *current["previous"]}


def test_old_runs_go_with_their_logs_and_those_under_way_stay(place):
    place.root.dagster_home.mkdir()
    (place.root.dagster_home / "dagster.yaml").write_text("telemetry: {enabled: false}\n")
    with dg.DagsterInstance.from_config(str(place.root.dagster_home)) as instance:
        for status in (dg.DagsterRunStatus.FAILURE, dg.DagsterRunStatus.STARTED):
            instance.add_run(dg.DagsterRun(job_name="x", status=status))
        settings = _with(place, keep_logs_months=1)
        assert retention.carry_out(settings, datetime.now(UTC))[0].count == 0
        assert retention.carry_out(settings, datetime(2080, 1, 1, tzinfo=UTC))[0].count == 1
        assert [run.status for run in instance.get_runs()] == [dg.DagsterRunStatus.STARTED]


def test_nothing_is_removed_while_a_run_is_under_way(place, monkeypatch):
    free = []

    def find(settings, _):
        try:
            with FileLock(settings.root.lock, timeout=0):
                free.append(True)
        except Timeout:
            free.append(False)
        return []

    monkeypatch.setattr(retention, "find", find)
    retention.carry_out(place.settings, ARRIVED)
    assert free == [False]


def test_dagster_carries_it_out_every_night(place):
    settings = _with(place, keep_refused_months=1)
    for file in place.root.landing.rglob("*"):
        os.utime(file, (1, 1))
    with dg.build_schedule_context(resources={"settings": settings}) as context:
        assert isinstance(nightly_retention(context), dg.RunRequest)
    assert keep_for_months.execute_in_process(resources={"settings": settings}).success


def test_the_lines_name_no_file(place):
    settings = _with(place, keep_landing_months=12)
    lines = list(retention.described(retention.find(settings, _later(13)), is_dry_run=True))
    assert lines == ["landing   older than 12 months: 2 would be removed"]
