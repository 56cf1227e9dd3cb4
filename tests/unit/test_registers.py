"""Names and codes of areas: aliases are a table, and a bare number is of no certain classification."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import get_args

import pytest

from orchestration.core.data_root import DBT_PROJECT
from orchestration.ingest.registers import registers
from orchestration.ingest.registers.registers import Registers
from orchestration.intake import earlier_names
from orchestration.questionnaire.model.metric import Metric
from tests import exports
from tests.roots import SERVICES, many, new_root

# Municipalities of Päijät-Häme by Statistics Finland.
PAIJAT_HAME = {"016", "081", "098", "111", "142", "316", "398", "560", "576", "781"}


@pytest.fixture
def known(tmp_path: Path) -> Registers:
    return registers.load(tmp_path)


def seed(name: str) -> list[dict[str, str]]:
    with (DBT_PROJECT / "seeds" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Päijät-Hämeen hyvinvointialue", "09"),
        ("PHHYVA", "09"),
        ("Päijät-Häme", "09"),
        ("päijät-hämeen  hyvinvointialueen", "09"),
        ("Päijänne-Tavastlands välfärdsområde", "09"),
        ("Päijänne-Tavastland", "09"),
        ("Varsinais-Suomi", "05"),
        ("Helsingfors", "90"),
        ("HUS", "99"),
        ("Åland", "91"),
    ],
)
def test_areas_are_known_by_every_name_they_arrive_with(known, name, code):
    assert known.code("area", name) == code


@pytest.mark.parametrize("name", ["Gustav Adolfs", "Hartola", "Hartolan kunta"])
def test_hartola_is_known_in_swedish_and_inflected(known, name):
    assert known.code("municipality", name) == "081"


def test_a_bare_code_is_no_area_because_05_was_another_county(known):
    assert known.code("area", "05") is None
    assert known.code("area", "9") is None
    # Today's bearer first, then those of older classifications.
    assert known.nearest("area", "05")[:2] == ["Varsinais-Suomen hyvinvointialue", "Päijät-Hämeen hyvinvointialue"]  # fmt: skip


def test_whoever_knows_the_classification_may_declare_a_code(tmp_path):
    text = "kind;alias;code;note\narea;05;09;old Sotkanet codes\n"
    (tmp_path / "aliases.csv").write_text(text, encoding="utf-8")
    assert registers.load(tmp_path).code("area", "05") == "09"


def test_paijat_hame_is_09_and_has_its_ten_municipalities():
    rows = [row for row in seed("municipalities") if row["region_code"] == "09"]
    assert {row["municipality_code"] for row in rows} == PAIJAT_HAME
    assert "05" not in {r["region_code"] for r in seed("municipalities") if r["municipality_code"] in PAIJAT_HAME}  # fmt: skip


def test_no_alias_means_two_codes_and_every_one_leads_somewhere(known):
    codes = {"area": {r["region_code"] for r in seed("regions")}}
    codes["municipality"] = {r["municipality_code"] for r in seed("municipalities")}
    seen: dict[tuple[str, str], str] = {}
    for row in seed("area_aliases"):
        assert row["code"] in codes[row["kind"]], row["alias"]
        assert seen.setdefault((row["kind"], row["alias"].casefold()), row["code"]) == row["code"]
        # An alias never takes a name away from whom it officially belongs to.
        assert known.code(row["kind"], row["alias"]) == row["code"], row["alias"]
    assert {r["region_code"] for r in seed("area_code_history")} <= codes["area"]


def test_every_principle_of_the_model_has_its_name():
    [principles] = [a for a in get_args(Metric.model_fields["principle"].annotation) if a is not type(None)]  # fmt: skip
    assert {*get_args(principles), "none"} == {row["principle_code"] for row in seed("principles")}


def test_a_register_that_excel_saved_is_read(tmp_path):
    """`CSV (luetteloerotin)` of a Finnish Excel: semicolons and the code page of Windows."""
    columns = registers.COLUMNS["services"]
    rows = [columns, ("paja", "Sysmän työpaja", "", "", "workshop", "Järjestö", "ngo", "781")]
    text = "\r\n".join(";".join(row) for row in rows)
    (tmp_path / "services.csv").write_bytes(text.encode("cp1252"))
    known = registers.load(tmp_path)
    assert known.code("service", "sysmän työpaja") == "paja"
    assert known.services[0]["organisation_name"] == "Järjestö"


@pytest.mark.parametrize(
    ("line", "owner"),
    [
        ("service;Lahden paja;sysma;", "lahti"),
        ("service;LAHTI;sysma;", "lahti"),
        ("municipality;Lahti;781;", "398"),
        ("area;PHHYVA;05;", "09"),
    ],
)
def test_an_alias_takes_no_name_from_whom_it_belongs_to(tmp_path, line, owner):
    (tmp_path / "services.csv").write_text(SERVICES, encoding="utf-8")
    (tmp_path / "aliases.csv").write_text(f"kind;alias;code;note\n{line}\n", encoding="utf-8")
    with pytest.raises(registers.RegisterError) as caught:
        registers.load(tmp_path)
    assert f"aliases.csv:2: the alias is already a name of `{owner}`" in str(caught.value)


HEADER = SERVICES.splitlines()[0]


def test_a_service_named_in_one_language_only_is_known_by_that_name(tmp_path):
    lines = f"{HEADER}\nmill,,,Mill,workshop,,,398\nbruk,,Bruket,,workshop,,,398\n"
    (tmp_path / "services.csv").write_text(lines, encoding="utf-8")
    found = registers.load(tmp_path)
    assert [row["name_fi"] for row in found.services] == ["Mill", "Bruket"]
    assert (found.code("service", "mill"), found.code("service", "bruket")) == ("mill", "bruk")


def test_a_service_without_a_name_is_reported_with_its_line(tmp_path):
    (tmp_path / "services.csv").write_text(f"{HEADER}\nmill,,,,workshop,,,398\n", encoding="utf-8")
    with pytest.raises(registers.RegisterError) as caught:
        registers.load(tmp_path)
    assert "services.csv:2: `name_fi` is empty" in str(caught.value)


RENAMED = SERVICES.replace("Lahden paja", "Lahden uusi paja")
EARLIER = "service_code,name\nlahti,Lahden paja\n"


def loaded(folder: Path, **files: str) -> Registers:
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return registers.load(folder)


def test_an_earlier_name_means_its_service(tmp_path):
    found = loaded(tmp_path, services=RENAMED, earlier_names=EARLIER)
    assert (
        found.code("service", "LAHDEN paja") == found.code("service", "Lahden uusi paja") == "lahti"
    )


@pytest.mark.parametrize(
    ("services", "aliases", "code"),
    [
        # Another service has the name now; an alias gives it to another; the service is gone.
        (RENAMED.replace("Sysmän paja", "Lahden paja"), "", "sysma"),
        (RENAMED, "kind,alias,code,note\nservice,Lahden paja,sysma,\n", "sysma"),
        (RENAMED.replace("lahti,", "toinen,"), "", None),
    ],
)  # fmt: skip
def test_what_the_registers_say_now_goes_before_an_earlier_name(tmp_path, services, aliases, code):
    files = {"services": services, "earlier_names": EARLIER} | (
        {"aliases": aliases} if aliases else {}
    )
    assert loaded(tmp_path, **files).code("service", "Lahden paja") == code


def test_a_renamed_service_keeps_its_name_until_a_person_removes_it(tmp_path):
    place = new_root(tmp_path)
    rows = [exports.HEADER, *many("Lahden paja", 6, "6", 4)]
    place.land(exports.xlsx(tmp_path / "a.xlsx", rows), "ngo/a.xlsx")
    place.take()
    (place.root.registers / "services.csv").write_text(RENAMED, encoding="utf-8")
    assert earlier_names.keep(place.root) == 1
    assert earlier_names.keep(place.root) == 0, "once is enough"
    assert [record.status for record in place.take()] == ["accepted"]
    kept = place.root.registers / "earlier_names.csv"
    assert kept.read_text(encoding="utf-8") == EARLIER
    kept.write_text("service_code,name\n", encoding="utf-8")
    assert earlier_names.keep(place.root) == 0, "what a person removed does not come back"
    assert [record.status for record in place.take()] == ["refused"]


def test_two_services_of_one_name_are_an_error_with_both_lines_and_numbering_tells_apart(tmp_path):
    file = tmp_path / "services.csv"
    lines = f"{HEADER}\na,1. ryhmä,,,workshop,,,398\nb,2. ryhmä,,,workshop,,,398\n"
    file.write_text(lines, encoding="utf-8")
    known = registers.load(tmp_path)
    found = [known.code("service", name) for name in ("1. Ryhmä", "2. ryhmä", "ryhmä", "3. ryhmä")]
    assert found == ["a", "b", None, None]
    file.write_text(lines + "c,1. RYHMÄ,,,workshop,,,398\n", encoding="utf-8")
    with pytest.raises(registers.RegisterError) as caught:
        registers.load(tmp_path)
    assert f"{file}:4: `1. RYHMÄ` is already a name of `a` ({file}:2)" in str(caught.value)
