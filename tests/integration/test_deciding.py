"""A release waits for a person, who approves it, and later returns to it (scenario S9, S19 in the terminal)."""

from __future__ import annotations

import json
from pathlib import Path

import dagster as dg
from typer.testing import CliRunner

from orchestration.cli.main import app
from orchestration.core.progress import Silent
from orchestration.core.settings import Settings
from orchestration.definitions import definitions
from orchestration.release import decision_log, validating
from tests.exports import HEADER, xlsx
from tests.roots import Workplace, many, new_root


def review(place: Workplace, *arguments: str) -> str:
    said = CliRunner().invoke(app, ["review", *arguments, "--data", str(place.root.path)])
    assert said.exit_code == 0, said.output
    return said.output


def land(place: Workplace, folder: Path, name: str, code: str, count: int) -> None:
    place.land(
        xlsx(folder / name, [HEADER, *many("Lahden paja", count, code, 4)]),
        f"{Path(name).stem}/{name}",
    )


def published(place: Workplace) -> str | None:
    file = place.root.published / "current.json"
    return json.loads(file.read_text())["release_id"] if file.exists() else None


def decide_in_dagster(place: Workplace, **choice: str) -> dg.ExecuteInProcessResult:
    job = definitions(place.settings, Silent()).resolve_job_def("decide")
    config = {"ops": {"write_decision": {"config": choice}}}
    return job.execute_in_process(run_config=config, raise_on_error=False)


def test_a_release_waits_is_approved_lapses_is_approved_in_dagster_and_is_rolled_back(
    tmp_path, monkeypatch
):
    monkeypatch.setenv("MUKANA_DECISION_POLICY", "always")
    made = new_root(tmp_path)
    place = Workplace(Settings(**made.settings.model_dump(exclude={"decision_policy"})))
    land(place, tmp_path, "first.xlsx", "6MAR", 12)
    first = it_waits(place)
    it_is_approved_and_published_without_building_anything(place, first)
    second = a_new_delivery_waits_again(place, tmp_path)
    it_is_approved_in_dagster(place, second)
    the_first_release_is_current_again_and_stays_so(place, first, second)


def it_waits(place: Workplace) -> str:
    outcome = place.run()
    assert (outcome.exit_code, published(place)) == (3, None)
    newer = json.loads((place.root.published / "status.json").read_text())["newer_candidate"]
    assert newer["status_code"] == "waits"
    again = place.run()
    assert (again.exit_code, again.was_due) == (3, False)
    assert "first/first.xlsx" in review(place)
    page = (place.root.candidate / "report.html").read_text("utf-8")
    assert "Tämä odottaa ihmisen päätöstä." in page and "first.xlsx" in page
    draft = place.root.candidate / "laatuseloste.md"
    draft.write_text(draft.read_text("utf-8").replace("LUONNOS", "TARKASTETTU"), "utf-8")
    return outcome.status["decision"]["release_id"]


def it_is_approved_and_published_without_building_anything(place: Workplace, first: str) -> None:
    review(place, "approve", "--reason", "looked at it", "--release", first)
    assert "Ihminen on hyväksynyt" in (place.root.candidate / "report.html").read_text("utf-8")
    built_at = place.root.warehouse.stat().st_mtime_ns
    assert place.run().exit_code == 0
    assert published(place) == first
    folder = place.root.published / "releases" / first
    assert "TARKASTETTU" in (folder / "laatuseloste.md").read_text("utf-8")
    page = (folder / "report.html").read_text("utf-8")
    assert "Tämä on julkaistu. Ihminen hyväksyi sen." in page and "first.xlsx" not in page
    assert place.root.warehouse.stat().st_mtime_ns == built_at
    assert place.query("select decision_policy, decision_code from {dim_release}") == [
        ("always", "approved")
    ]


def a_new_delivery_waits_again(place: Workplace, folder: Path) -> str:
    land(place, folder, "second.xlsx", "9ELO", 12)
    place.export()
    validating.validate(place.declared)
    outcome = place.run()
    assert (outcome.exit_code, outcome.was_due, published(place)) == (3, False, first_of(place))
    return outcome.status["decision"]["release_id"]


def first_of(place: Workplace) -> str:
    [folder] = (place.root.published / "releases").iterdir()
    return folder.name


def it_is_approved_in_dagster(place: Workplace, second: str) -> None:
    (place.root.registers / "people.csv").write_text(
        "user,name,role,sender_code\naino,Aino,reviewer,\n", encoding="utf-8"
    )
    stranger = decide_in_dagster(place, decision="approve", reason="x", user="kalle")
    assert not stranger.success
    assert decide_in_dagster(
        place, decision="approve", reason="seen", user="aino", candidate=second
    ).success
    assert place.run().exit_code == 0
    assert published(place) == second


def the_first_release_is_current_again_and_stays_so(
    place: Workplace, first: str, second: str
) -> None:
    review(place, "rollback", first, "--reason", "second is wrong", "--as", "aino")
    assert published(place) == first
    outcome = place.run()
    assert (outcome.exit_code, outcome.was_due, published(place)) == (0, False, first)
    assert outcome.status["decision"]["status"] == "rejected"
    assert [one.kind for one in decision_log.read(place.root)] == ["approve", "approve", "rollback"]
    assert second in review(place)
