"""The sensor: files that are whole are taken, once; a failed run is tried again, not for ever."""

import os
import subprocess
import sys
import time
from datetime import timedelta

import dagster as dg
import pytest
from filelock import FileLock

from orchestration.assets import runs_under_way, sensor
from orchestration.assets.seen_files import Seen, fingerprint, seconds_left
from orchestration.assets.sensor import landing_sensor
from orchestration.core import processes
from orchestration.core.progress import Terminal
from orchestration.definitions import job
from orchestration.intake.declared_inputs import Declared
from tests.exports import HEADER, xlsx
from tests.memory_place import memory_places
from tests.roots import Workplace, many, new_root


@pytest.fixture
def place(tmp_path, monkeypatch) -> Workplace:
    monkeypatch.setattr(sensor, "_LOOKING_SECONDS", 0)
    return new_root(tmp_path)


@pytest.fixture
def instance():
    with dg.DagsterInstance.ephemeral() as instance:
        yield instance


def _tick(place, instance):
    """(Why nothing is requested, the request): one of them is None."""
    context = dg.build_sensor_context(instance, resources={"settings": place.settings})
    outcome = landing_sensor(context)
    if isinstance(outcome, dg.SkipReason):
        return outcome.skip_message, None
    return None, outcome


def _drop(place, tmp_path):
    place.land(xlsx(tmp_path / "a.xlsx", [HEADER, *many("Lahden paja", 6, "a", 4)]), "ngo/a.xlsx")


def test_an_empty_root_requests_nothing(place, instance):
    assert _tick(place, instance) == ("Nothing new.", None)


def test_a_file_that_lies_still_is_taken(place, instance, tmp_path):
    _drop(place, tmp_path)
    _, request = _tick(place, instance)
    assert request.run_key is None


def test_a_file_that_lands_while_the_sensor_looks_is_taken_at_once(
    place, instance, tmp_path, monkeypatch
):
    monkeypatch.setattr(sensor, "_LOOKING_SECONDS", 60)
    looks = iter([lambda: None, lambda: _drop(place, tmp_path)])
    monkeypatch.setattr(sensor.time, "sleep", lambda _: next(looks, lambda: None)())
    _, request = _tick(place, instance)
    assert request is not None
    # One that looks are no reason to wait for ends the look.


def test_a_file_that_landed_during_a_run_is_taken_when_the_run_has_ended(
    place, instance, tmp_path, monkeypatch
):
    _drop(place, tmp_path)
    monkeypatch.setattr(sensor, "_LOOKING_SECONDS", 60)
    lock = FileLock(place.root.lock)
    lock.acquire()
    monkeypatch.setattr(sensor.time, "sleep", lambda _: lock.release())
    assert _tick(place, instance)[1] is not None


def test_a_run_reads_what_lay_still_before_the_sensor_without_waiting_again(
    place, instance, tmp_path, monkeypatch
):
    waited = []
    monkeypatch.setattr("orchestration.assets.raw.settled", lambda *_: waited.append(1) or [])
    _drop(place, tmp_path)
    _, request = _tick(place, instance)

    def read(tags):
        only = [dg.AssetKey(name) for name in ("landing", "raw")]
        job(place.settings, Terminal()).execute_in_process(
            instance=instance, tags=tags, asset_selection=only
        )
        return [record.status for record in Declared(place.root, place.settings).records]

    # By hand, or changed since: nobody has seen it lie still.
    assert read({}) == [] and waited == [1]
    assert read(request.tags) == ["accepted"] and waited == [1]


@pytest.mark.parametrize("grows", [False, True])
def test_mukana_run_reads_what_has_lain_still_since_it_began_without_waiting_again(
    place, tmp_path, grows
):
    _drop(place, tmp_path)
    declared = Declared(place.root, place.settings)
    seen = Seen(declared, declared.waiting(), time.monotonic())
    if grows:
        with (place.root.landing / "ngo" / "a.xlsx").open("ab") as file:
            file.write(b" ")
    now = Declared(place.root, place.settings)
    left = seconds_left(seen.tags(), now, now.waiting())
    assert left == (place.settings.settle_seconds if grows else 0)


@pytest.mark.parametrize(
    ("seconds_ago", "left"),
    [(0.0, 1.0), (0.25, 0.75), (1.0, 0.0), (30.0, 0.0), (3600.0, 1.0), (-5.0, 1.0)],
    ids=["just seen", "seen", "lain still", "a slow start", "another computer", "started again"],
)
def test_files_lie_still_for_a_second_from_when_they_were_seen_by_a_clock_that_is_known(
    place, tmp_path, seconds_ago, left
):
    _drop(place, tmp_path)
    declared = Declared(place.root, place.settings.model_copy(update={"settle_seconds": 1.0}))
    waiting = declared.waiting()
    tags = Seen(declared, waiting, time.monotonic() - seconds_ago).tags_of(
        fingerprint(declared, waiting)
    )
    assert seconds_left(tags, declared, waiting) == pytest.approx(left, abs=0.2)


def test_the_sensor_leaves_a_run_the_seconds_that_it_takes_to_start(place, tmp_path, monkeypatch):
    _drop(place, tmp_path)
    waited = []
    monkeypatch.setattr("orchestration.intake.landing.time.sleep", waited.append)
    for settle in (1.0, 30.0, 0.1):
        declared = Declared(
            place.root, place.settings.model_copy(update={"settle_seconds": settle})
        )
        seen = Seen(declared, declared.waiting(), time.monotonic())
        assert seen.lie_still(until_a_run_looks=True) and seen.lie_still()
    assert waited == pytest.approx([0.3, 1.0, 29.3, 30.0, 0.03, 0.1], abs=0.09)


def test_a_growing_file_is_looked_at_again(place, instance, tmp_path, monkeypatch):
    _drop(place, tmp_path)

    def grow(_seconds):
        with (place.root.landing / "ngo" / "a.xlsx").open("ab") as file:
            file.write(b" ")

    with monkeypatch.context() as between_the_looks:
        between_the_looks.setattr("orchestration.intake.landing.time.sleep", grow)
        assert _tick(place, instance) == ("Files are arriving; looking again soon.", None)
    assert _tick(place, instance)[1] is not None


@pytest.mark.parametrize("name", ["ngo/a.xlsx.part", "ngo/~$a.xlsx", "ngo/a.tmp", "ngo/.a.xlsx"])
def test_copies_under_way_and_lock_files_are_not_taken(place, instance, tmp_path, name):
    place.land(xlsx(tmp_path / "a.xlsx", [HEADER]), name)
    assert _tick(place, instance)[0] == "Nothing new."


def test_while_a_run_holds_the_lock_no_other_is_requested(place, instance, tmp_path):
    _drop(place, tmp_path)
    with FileLock(place.root.lock):
        assert _tick(place, instance) == ("A run is under way.", None)
    assert _tick(place, instance)[1] is not None


def test_after_three_failed_runs_with_the_same_inputs_no_other_is_requested(
    place, instance, tmp_path
):
    _drop(place, tmp_path)
    for count in range(3):
        skipped, request = _tick(place, instance)
        assert request is not None, (count, skipped)
        failed = dg.DagsterRun(
            job_name=sensor.JOB, tags=request.tags, status=dg.DagsterRunStatus.FAILURE
        )
        instance.add_run(failed)
    why, request = _tick(place, instance)
    assert why.startswith("3 runs with these inputs failed.") and request is None
    # Another file is another input: it is not held up by the first.
    place.land(xlsx(tmp_path / "b.xlsx", [HEADER, *many("Lahden paja", 7, "b", 3)]), "ngo/b.xlsx")
    assert _tick(place, instance)[1] is not None


def test_a_questionnaire_with_an_error_is_named_and_nothing_runs(place, instance, tmp_path):
    _drop(place, tmp_path)
    broken = place.root.questionnaires / "broken"
    broken.mkdir()
    (broken / "questionnaire.yml").write_text("questionnaire: broken\n")
    skipped, request = _tick(place, instance)
    assert request is None
    assert "broken/questionnaire.yml:1" in skipped


def test_a_run_whose_process_was_killed_is_reported_as_failed_and_tried_again(
    place, instance, tmp_path, monkeypatch
):
    _drop(place, tmp_path)
    _, request = _tick(place, instance)
    killed = dg.DagsterRun(
        job_name=sensor.JOB, tags=request.tags, status=dg.DagsterRunStatus.STARTED
    )
    instance.add_run(killed)
    assert _tick(place, instance) == ("A run is under way.", None)
    monkeypatch.setattr(runs_under_way, "_LOCKING", timedelta(0))
    monkeypatch.setattr(runs_under_way, "_ENDING_SECONDS", 0)
    assert _tick(place, instance)[1] is not None
    assert instance.get_run_by_id(killed.run_id).status == dg.DagsterRunStatus.FAILURE


@pytest.mark.parametrize("status", [dg.DagsterRunStatus.STARTING, dg.DagsterRunStatus.STARTED])
def test_a_run_that_names_a_process_which_is_gone_is_failed_and_tried_again_at_once(
    place, instance, tmp_path, status
):
    _drop(place, tmp_path)
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        pass
    there, killed = (
        dg.DagsterRun(job_name=sensor.JOB, tags={processes.RUN_TAG: str(process)}, status=status)
        for process in (os.getpid(), gone.pid)
    )
    instance.add_run(there)
    assert _tick(place, instance) == ("A run is under way.", None)
    instance.delete_run(there.run_id)
    instance.add_run(killed)
    assert _tick(place, instance)[1] is not None
    assert instance.get_run_by_id(killed.run_id).status == dg.DagsterRunStatus.FAILURE


def test_a_run_whose_process_is_long_in_starting_is_not_reported_as_failed(
    place, instance, tmp_path, monkeypatch
):
    """On a busy computer a process needs minutes until it runs: it is given up much later."""
    _drop(place, tmp_path)
    launched = dg.DagsterRun(job_name=sensor.JOB, status=dg.DagsterRunStatus.STARTING)
    instance.add_run(launched)
    monkeypatch.setattr(runs_under_way, "_LOCKING", timedelta(0))
    assert _tick(place, instance) == ("A run is under way.", None)
    assert instance.get_run_by_id(launched.run_id).status == dg.DagsterRunStatus.STARTING
    monkeypatch.setattr(runs_under_way, "_STARTING", timedelta(0))
    monkeypatch.setattr(runs_under_way, "_ENDING_SECONDS", 0)
    assert _tick(place, instance)[1] is not None
    assert instance.get_run_by_id(launched.run_id).status == dg.DagsterRunStatus.FAILURE


def test_a_run_that_waited_long_in_the_queue_has_its_time_from_when_it_begins(
    place, instance, tmp_path, monkeypatch
):
    _drop(place, tmp_path)
    waited = dg.DagsterRun(job_name=sensor.JOB, status=dg.DagsterRunStatus.STARTING)
    instance.add_run(waited)
    monkeypatch.setattr(runs_under_way, "_LOCKING", timedelta(seconds=1))
    time.sleep(2)  # SQLite writes whole seconds for a new run
    begins = dg.DagsterEvent(dg.DagsterEventType.RUN_START.value, sensor.JOB)
    instance.report_dagster_event(begins, waited.run_id)
    assert _tick(place, instance) == ("A run is under way.", None)


def test_a_run_that_ends_just_now_is_not_reported_as_failed(place, instance, monkeypatch):
    ends = dg.DagsterRun(job_name=sensor.JOB, status=dg.DagsterRunStatus.STARTED)
    instance.add_run(ends)
    monkeypatch.setattr(runs_under_way, "_LOCKING", timedelta(0))
    success = dg.DagsterEvent(dg.DagsterEventType.RUN_SUCCESS.value, sensor.JOB)

    def end(_seconds):
        instance.report_dagster_event(success, ends.run_id)

    monkeypatch.setattr(sensor.time, "sleep", end)
    assert _tick(place, instance) == ("Nothing new.", None)
    assert instance.get_run_by_id(ends.run_id).status == dg.DagsterRunStatus.SUCCESS


def test_a_damaged_ledger_is_named_and_nothing_runs(place, instance, tmp_path):
    _drop(place, tmp_path)
    place.root.ledger.mkdir()
    (place.root.ledger / "abc.json").write_text("{")
    skipped, request = _tick(place, instance)
    assert request is None
    assert "abc.json is damaged" in skipped


def test_a_remote_landing_is_looked_at_once_a_minute_and_a_new_file_starts_a_run(
    place, instance, monkeypatch
):
    settings = place.settings.model_copy(update={"landing": "s3://bucket/in"})
    with memory_places(monkeypatch) as memory:
        memory.makedirs("/bucket/in")
        clock = [10_000.0]
        monkeypatch.setattr(sensor.time, "time", lambda: clock[0])
        remote = Workplace(settings)
        assert _tick_at(remote, instance, None) == ("Nothing new.", None, "10000.0")
        memory.lay("/bucket/in/ngo/a.csv", b"a;b")
        clock[0] += 59
        assert _tick_at(remote, instance, "10000.0")[:2] == ("Nothing new.", None)
        clock[0] += 1
        skipped, request, cursor = _tick_at(remote, instance, "10000.0")
        assert (skipped, cursor) == (None, "10060.0") and request.asset_selection is None
        # Nothing was fetched: that is for the run, which holds the root's lock.
        assert not list(remote.root.fetched.rglob("a.csv"))
        # One that is still being written waits.
        memory.lay("/bucket/in/ngo/b.csv", b"a")
        grows = iter(range(9))

        def grow(_seconds):
            memory.lay("/bucket/in/ngo/a.csv", b"x" * next(grows))
            memory.lay("/bucket/in/ngo/b.csv", b"x" * next(grows))

        monkeypatch.setattr("orchestration.intake.remote_landing.time.sleep", grow)
        assert _tick_at(remote, instance, "0")[0] == "Files are arriving; looking again soon."


def test_a_remote_landing_that_does_not_answer_is_said_so_and_asked_again(
    place, instance, monkeypatch
):
    settings = place.settings.model_copy(update={"landing": "s3://bucket/in"})
    with memory_places(monkeypatch):
        skipped, request, _ = _tick_at(Workplace(settings), instance, None)
        assert request is None and "s3://bucket/in: tiedostoja ei voitu luetella" in skipped


def _tick_at(place, instance, cursor):
    """As _tick, with the cursor before and after."""
    resources = {"settings": place.settings}
    context = dg.build_sensor_context(instance, cursor=cursor, resources=resources)
    outcome = landing_sensor(context)
    if isinstance(outcome, dg.SkipReason):
        return outcome.skip_message, None, context.cursor
    return None, outcome, context.cursor
