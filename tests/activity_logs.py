"""The demo's logs, one that nobody foresaw, and forms of people around the day of a discussion.

Belongs here: what the tests of activities and agreed actions land. Numbers that the sources print are
in the tests.
"""

from __future__ import annotations

from pathlib import Path

from orchestration.demo import organisation_sheets, project
from orchestration.demo.captions import Captions
from orchestration.demo.writers import write_xlsx
from orchestration.intake.decisions import accept_removal
from tests import demo_release
from tests.exports import HEADER, row, xlsx
from tests.roots import Workplace

# A log that nobody foresaw: one file of YAML and a line for its layout.
BUS = """\
questionnaire: bussikierros
subject: organisation
scope: outreach
title: {fi: Bussikierros}
fields:
  answered_at: {required: true, header: {fi: Kierroksen päivä}}
  area: {header: {fi: Alue}}
questions:
  stop: {type: single, text: {fi: Pysäkin laji}, options: {square: {fi: Tori}, yard: {fi: Piha}}}
  people: {type: number, text: {fi: Väkeä bussissa}}
  guess: {type: number, text: {fi: Luku listalla}}
  agreed: {type: single, text: {fi: Sovittiin}, options: &actions {more: {fi: Lisää}, less: {fi: Vähemmän}}}
  by: {type: date, text: {fi: Mihin asti}}
  done: {type: multi, text: {fi: Tehtiin}, options: *actions}
  not_done: {type: multi, text: {fi: Ei tehty}, options: *actions}
activity:
  kind: stop
  agreed: agreed
  due: by
  done: done
  not_done: not_done
  counts: {people: people, guess: {square: people, yard: encounters}}
"""
BUS_ROWS = [
    ["Kierroksen päivä", "Alue", "Pysäkin laji", "Väkeä bussissa", "Luku listalla",
     "Sovittiin", "Mihin asti", "Tehtiin", "Ei tehty"],
    ["1.3.2024", "Pirkanmaan hyvinvointialue", "Tori", "0", ""],
    ["2.3.2024", "", "Tori", "6-8", ""],
    ["3.3.2024", "", "Tori", "2-4", ""],
    ["4.3.2024", "", "Tori", "9", "(30)"],
    ["5.3.2024", "", "Tori", "", "(7)"],
    ["6.3.2024", "", "Piha", "12", "3"],
    ["7.3.2024", "", "", "12", ""],
    ["8.3.2024", "", "Piha", "-5", "2,5", "Vähemmän", "30.4.2024", "Lisää; Vähemmän", "Vähemmän"],
]  # fmt: skip


def landed(folder: Path) -> Workplace:
    """Land all logs, and forms of a service of Lahti before and after its results were discussed."""
    place = demo_release.organisations(folder)
    own = place.root.questionnaires / "bussikierros"
    (own / "forms").mkdir(parents=True)
    (own / "questionnaire.yml").write_text(BUS, encoding="utf-8")
    (own / "forms" / "excel.yml").write_text("form: excel\ntool: excel\n", encoding="utf-8")
    place.land(xlsx(folder / "bus.xlsx", BUS_ROWS), "jarjesto/bussi.xlsx")
    rows = [HEADER, *_answered()]
    place.land(xlsx(folder / "survey.xlsx", rows), "paijat_hame_demo/kysely.xlsx")
    return place


def _answered() -> list[list[str]]:
    """Six people of Lahti in three half-years, and three of Sysmä and of Hartola in the first."""
    answered = [
        row(
            f"{day}{n}",
            "Kerta",
            # One a little more, one a little less: a group in which all are alike is suppressed.
            [answer] * 9 + [answer + {10: 1, 11: -1}.get(n, 0)],
            at=f"{day} 12.{n}.00",
            service="Kuntouttava työtoiminta, Lahti (esimerkki)",
        )
        for day, answer in (("7.3.2024", 3), ("7.10.2024", 4), ("7.4.2025", 4))
        for n in range(10, 16)
    ]
    # Too few to publish alone: these are merged.
    answered += [
        row(f"{town}{n}", "Kerta", [3] * 9 + [n], at=f"7.3.2024 13.{n}0.00", service=f"Työpaja, {town} (esimerkki)")
        for town in ("Sysmä", "Hartola")
        for n in range(2, 5)
    ]  # fmt: skip
    return answered


def send_again(place: Workplace, folder: Path) -> None:
    """Send a log with numbered rows and one without once more, decide, and build."""
    rows = [list(row) for row in BUS_ROWS]
    rows[4][3] = "11"  # was 9
    rows.append(["20.12.2024", "", "Tori", "61", "", "", "", "", ""])
    place.land(xlsx(folder / "bus.xlsx", rows), "jarjesto/bussi2.xlsx", at=1_700_001_000)
    followed_up = [
        row | {"agreed_not_done": ["more_influence"], "outcome": "worse"}
        if "Sysmä" in str(row.get("service")) and row["kind"] == "workshop_results"
        else row
        for row in project.activities()
    ]
    table = organisation_sheets.log(followed_up, Captions.of(project.ACTIVITIES))
    write_xlsx(folder / "log.xlsx", table)
    name = "osallisuushanke_demo/toimenpiteet_2.xlsx"
    place.land(folder / "log.xlsx", name, at=1_700_001_000)
    place.take()
    # A day without a clock does not prove that a row is the earlier one corrected: a person says.
    # A number does.
    [waits] = [d for d in place.status["deliveries"] if d["status"] == "on_hold"]
    accept_removal(place.settings, waits["delivery_id"], is_partial=False, by="Maija")
    place.build()
