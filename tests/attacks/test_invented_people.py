"""A sender adds invented people to a service of somebody else, to read the few real ones.

The delivery is on hold, and nothing that is published changes. Where nobody says who may send for a
service, the attack works.
"""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from orchestration.cli.main import app
from orchestration.intake.decisions import accept_removal, accept_services
from orchestration.intake.undecidable import UndecidableError
from tests.exports import HEADER, row, xlsx
from tests.roots import SERVICES, Workplace, many, new_root

COLUMNS, LAHTI, SYSMA = SERVICES.splitlines()
SENDERS = """\
sender_code,name_fi,name_sv,name_en,service_code
kaupunki,Kaupunki,,,lahti
ngo,Yhdistys,,,
"""
# Only the city may send for Lahti; for Sysmä both may.
RESTRICTED = f"{COLUMNS},senders\n{LAHTI},kaupunki\n{SYSMA},kaupunki|ngo\n"


@pytest.fixture
def place(tmp_path) -> Workplace:
    """A root in which one person of the workshop of Lahti has answered, by its own sender."""
    place = new_root(tmp_path)
    (place.root.registers / "services.csv").write_text(RESTRICTED, encoding="utf-8")
    (place.root.registers / "senders.csv").write_text(SENDERS, encoding="utf-8")
    one = row("3MAR71", "Kerta", [5] * 9 + [2], service="Lahden paja")
    place.land(xlsx(tmp_path / "one.xlsx", [HEADER, one]), "kaupunki/one.xlsx")
    place.take()
    return place


def invent(place: Workplace, tmp_path, service: str = "Lahden paja") -> None:
    """Another sender delivers nine invented people."""
    file = xlsx(tmp_path / "nine.xlsx", [HEADER, *many(service, 9, "x", 3)])
    place.land(file, "ngo/nine.xlsx", at=1_700_000_100)
    place.take()


def last(place: Workplace) -> dict:
    return place.status["deliveries"][-1]


def test_nine_invented_people_for_a_service_of_somebody_else_change_nothing(place, tmp_path):
    before = place.declared.fingerprint()
    invent(place, tmp_path)
    held = last(place)
    assert (held["status"], [why["code"] for why in held["reasons"]]) == (
        "on_hold",
        ["others_services"],
    )
    assert "lahti (9 riviä)" in held["reasons"][0]["fi"]
    assert "lahti (9 rows)" in held["reasons"][0]["en"]
    assert f"accept-services {held['delivery_id'][:12]}" in held["reasons"][0]["en"]
    assert place.declared.fingerprint() == before, "what is published has not changed"


def test_where_any_sender_may_send_the_nine_disclose_the_one_and_the_status_says_so(
    place, tmp_path
):
    (place.root.registers / "services.csv").write_text(SERVICES, encoding="utf-8")
    invent(place, tmp_path)
    assert last(place)["status"] == "accepted"
    place.build("+fct_indicator_level")
    [(count, total)] = place.built("select person_count, score_sum from {fct_indicator_level}")
    # The nine answer 3 to everything but one more and one less: 50 each on average. The one answered
    # nine times 5 and once 2: (4.7 - 1) x 25.
    assert (count, total - 9 * 50) == (10, 92.5)
    said = CliRunner().invoke(app, ["status", "--data", str(place.root.path)]).stdout
    assert "2 of registers/services.csv do not say in `senders` who may" in said


def test_the_status_is_silent_where_every_service_names_its_senders(place):
    said = CliRunner().invoke(app, ["status", "--data", str(place.root.path)]).stdout
    assert "do not say in `senders`" not in said


def test_forms_of_own_services_are_accepted(place, tmp_path):
    invent(place, tmp_path, "Sysmän paja")
    assert last(place)["status"] == "accepted"


def test_a_person_accepts_the_services_of_one_delivery_and_reading_it_again_keeps_that(
    place, tmp_path
):
    invent(place, tmp_path)
    held = last(place)["delivery_id"]
    with pytest.raises(UndecidableError, match="services of other senders"):
        accept_removal(place.settings, held, is_partial=False, by="Maija")
    said = accept_services(place.settings, held, by="Maija")
    assert said == f"{held}: forms of lahti are accepted from ngo."
    assert last(place)["status"] == "accepted"
    with pytest.raises(UndecidableError, match="not on hold"):
        accept_services(place.settings, held, by="Maija")
    # A register that changes has every file read again.
    changed = RESTRICTED.replace("Lahden paja", "Lahden iso paja")
    (place.root.registers / "services.csv").write_text(changed, encoding="utf-8")
    (place.root.registers / "earlier_names.csv").write_text(
        "service_code,name\nlahti,Lahden paja\n", encoding="utf-8"
    )
    assert len(place.take()) == 2
    assert last(place)["status"] == "accepted"


def test_a_delivery_on_hold_for_its_services_does_not_replace_the_earlier_export(place, tmp_path):
    own = [HEADER, *many("Sysmän paja", 12, "y", 3)]
    place.land(xlsx(tmp_path / "own.xlsx", own), "ngo/own.xlsx", at=1_700_000_050)
    place.take()
    more = [*own, row("9ELO11", "Kerta", [4] * 10, at="8.3.2024 9.00.00", service="Lahden paja")]
    place.land(xlsx(tmp_path / "more.xlsx", more), "ngo/more.xlsx", at=1_700_000_100)
    before = place.declared.fingerprint()
    place.take()
    assert [d["status"] for d in place.status["deliveries"]] == ["accepted", "accepted", "on_hold"]
    assert place.declared.fingerprint() == before
    # The register says that the sender may: the delivery counts, and replaces its own earlier one.
    allowed = RESTRICTED.replace("398,kaupunki\n", "398,kaupunki;ngo\n")
    (place.root.registers / "services.csv").write_text(allowed, encoding="utf-8")
    place.take()
    assert last(place)["status"] == "accepted"
    assert last(place)["account"]["unchanged"] == 12


def test_a_check_before_sending_says_the_same(place, tmp_path):
    file = xlsx(tmp_path / "nine.xlsx", [HEADER, *many("Lahden paja", 9, "x", 3)])
    arguments = ["check", str(file), "--data", str(place.root.path), "--sender", "ngo"]
    said = CliRunner().invoke(app, arguments)
    assert said.exit_code == 1
    assert "lahti (9 rows)" in said.stdout
