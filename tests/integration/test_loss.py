"""A release that would hold less than the one in use is held with its cause (scenario S16)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from orchestration.cli.main import app
from tests.exports import HEADER, xlsx
from tests.roots import Workplace, many, new_root

COMMA, WITHOUT = "Lahden paja, iltaryhmä", "Lahden paja iltaryhmä"
SERVICES = f"""\
service_code,name_fi,name_sv,name_en,service_type_code,organisation_name,sector_code,municipality_code
lahti,"{COMMA}",,,workshop,Kaupunki,municipality,398
sysma,Sysmän paja,,,workshop,Kaupunki,municipality,781
"""


def land(place: Workplace, folder: Path, service: str, sender: str, code: str) -> None:
    place.land(
        xlsx(folder / f"{sender}.xlsx", [HEADER, *many(service, 12, code, 4)]),
        f"{sender}/kysely.xlsx",
    )


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Workplace:
    """Two senders with one service each, released."""
    folder = tmp_path_factory.mktemp("loss")
    place = new_root(folder)
    (place.root.registers / "services.csv").write_text(SERVICES, encoding="utf-8")
    land(place, folder, COMMA, "ngo_a", "6MAR")
    land(place, folder, "Sysmän paja", "ngo_b", "9ELO")
    place.release()
    return place


def services_with_figures(place: Workplace) -> set[str]:
    rows = place.query(
        "select distinct service_name_fi from {fct_indicator_level} join {dim_service} using (service_key)"
    )
    return {name for (name,) in rows}


def test_a_comma_goes_a_person_removes_the_earlier_name_and_accepts_the_loss(place):
    """One story, since every run takes half a minute."""
    a_renamed_service_keeps_its_earlier_name(place)
    half_of_the_deliveries_would_be_refused(place)
    the_loss_is_accepted_for_this_candidate_only(place)


def a_renamed_service_keeps_its_earlier_name(place: Workplace) -> None:
    file = place.root.registers / "services.csv"
    file.write_text(SERVICES.replace(COMMA, WITHOUT), encoding="utf-8")
    assert place.run().exit_code == 0
    assert {record.status for record in place.records} == {"accepted"}
    assert services_with_figures(place) == {WITHOUT, "Sysmän paja"}
    kept = (place.root.registers / "earlier_names.csv").read_text(encoding="utf-8")
    assert kept.splitlines() == ["service_code,name", f'lahti,"{COMMA}"']


def half_of_the_deliveries_would_be_refused(place: Workplace) -> None:
    before = place.published_files()
    (place.root.registers / "earlier_names.csv").write_text("service_code,name\n")
    outcome = place.run()
    assert outcome.exit_code == 2
    assert place.published_files() == before
    cause = outcome.status["held_loss"]
    english = "\n".join(line["en"] for line in cause)
    assert f"registers/earlier_names.csv line 2: `lahti`, `{COMMA}` is no longer there." in english
    assert "of ngo_a: would be refused. Column “Palvelu” has an unknown name (12 cells)." in english
    assert [line["file"] for line in cause if "file" in line] == ["ngo_a/kysely.xlsx"]
    assert f"Would be gone altogether, service (1): {WITHOUT}." in english
    assert "Would be gone altogether, sender (1): ngo_a." in english
    assert "Fewer than before, answers: 10-24 (50 %)." in english
    assert "accept-loss" in english
    # What Dagster keeps names the delivery, and no file.
    assert f"`{COMMA}` is no longer there" in outcome.failures[0]
    assert "kysely.xlsx" not in outcome.failures[0]
    held = json.loads((place.root.published / "status.json").read_text())["newer_candidate"]
    assert [rule["rule_id"] for rule in held["rules"]] == ["release.nothing_dropped"]
    again = place.run()
    assert (again.exit_code, again.was_due) == (2, False)


def the_loss_is_accepted_for_this_candidate_only(place: Workplace) -> None:
    data = ["--data", str(place.root.path)]
    by = ["--reason", "service closed"]
    said = CliRunner().invoke(app, ["review", "accept-loss", *by, *data])
    assert said.exit_code == 0, said.output
    outcome = place.run()
    assert (outcome.exit_code, outcome.was_due) == (0, True)
    assert services_with_figures(place) == {"Sysmän paja"}
    [rule] = place.query(
        "select severity_code, status_code, detail_en from {fct_quality_check}"
        " where rule_id = 'release.nothing_dropped'"
    )
    assert rule[:2] == ("warning", "fail")
    assert rule[2].endswith("A person accepted the loss.")
    again = CliRunner().invoke(app, ["review", "accept-loss", *by, *data])
    assert again.exit_code == 1, "there is nothing left to accept"


def test_a_first_run_in_which_everything_is_refused_publishes_nothing_and_says_the_names(tmp_path):
    place = new_root(tmp_path)
    land(place, tmp_path, "Lahden pajja", "ngo_a", "6MAR")
    land(place, tmp_path, "Uusi ryhmä", "ngo_b", "9ELO")
    outcome = place.run()
    assert outcome.exit_code == 2
    assert not (place.root.published / "current.json").exists()
    english = "\n".join(line["en"] for line in outcome.status["held_loss"])
    assert "No delivery could be used (deliveries: 2). Nothing is published." in english
    said = (
        CliRunner()
        .invoke(app, ["deliveries", "unknown-names", "--data", str(place.root.path)])
        .stdout
    )
    assert said.splitlines() == [
        "service: Lahden pajja (12 rows); nearest known: Lahden paja",
        "  registers/aliases.csv: service,Lahden pajja,lahti,",
        "service: Uusi ryhmä (12 rows)",
        "  registers/services.csv: CODE,Uusi ryhmä,,,,,,",
    ]
    written = [
        f for f in place.root.path.rglob("*") if f.is_file() and place.root.landing not in f.parents
    ]
    assert not [f for f in written if b"pajja" in f.read_bytes()], "names of cells are kept nowhere"
    with (place.root.registers / "aliases.csv").open("a", encoding="utf-8") as register:
        register.write("service,Lahden pajja,lahti,\n")
    place.release()
