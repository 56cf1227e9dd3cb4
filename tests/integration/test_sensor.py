"""The sensor: files that are whole are taken, once; a failed run is tried again, not for ever."""

from datetime import timedelta

import dagster as dg
import pytest
from filelock import FileLock

from orchestration.assets import sensor
from orchestration.assets.sensor import landing_sensor
from tests.exports import HEADER, xlsx
from tests.roots import Workplace, many, new_root


@pytest.fixture
def place(tmp_path) -> Workplace:
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
    monkeypatch.setattr(sensor, "_STARTING", timedelta(0))
    monkeypatch.setattr(sensor, "_ENDING_SECONDS", 0)
    assert _tick(place, instance)[1] is not None
    assert instance.get_run_by_id(killed.run_id).status == dg.DagsterRunStatus.FAILURE


def test_a_run_that_ends_just_now_is_not_reported_as_failed(place, instance, monkeypatch):
    ends = dg.DagsterRun(job_name=sensor.JOB, status=dg.DagsterRunStatus.STARTED)
    instance.add_run(ends)
    monkeypatch.setattr(sensor, "_STARTING", timedelta(0))
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
