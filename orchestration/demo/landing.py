"""What lands in the demo: which sender delivers which answers, when, and in which file.

Belongs here: the list of deliveries and their order in time. Writes landing/ and registers/
below a root and nothing else.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from orchestration.core.data_root import DataRoot
from orchestration.demo import (
    coaching,
    employment,
    governance,
    organisation_sheets,
    project,
    self_assessment,
    sheets,
    writers,
)
from orchestration.demo.captions import MISSPELT, Captions
from orchestration.demo.people import Submission, simulate
from orchestration.demo.services import (
    COUNTY,
    MAASEUTU,
    MIELI,
    NAAPURI,
    NATIONAL,
    PAJA,
    PROJECT,
    TALO,
    registers,
)

HALF = datetime(2024, 7, 1)
SECONDS, MINUTES = "%H.%M.%S", "%H:%M"
# When a delivery landed: the cumulative one last.
EARLY, SPRING, SUMMER, WINTER = (
    datetime(2021, 10, 1, 9, tzinfo=UTC),
    datetime(2023, 6, 1, 9, tzinfo=UTC),
    datetime(2024, 7, 3, 9, tzinfo=UTC),
    datetime(2025, 1, 8, 9, tzinfo=UTC),
)
FOREIGN = ("en", "ar", "fa", "ckb", "ru", "uk")
Delivery = tuple[str, str, datetime, Callable[[Path], object]]


def write(root: Path) -> list[Path]:
    """Fill `root/landing` and `root/registers` with the demo; return the files written."""
    place = DataRoot(root)
    files = []
    for name, data in registers().items():
        place.registers.mkdir(parents=True, exist_ok=True)
        files.append(place.registers / name)
        files[-1].write_bytes(data)
    for sender, name, landed_at, write_file in deliveries():
        path = place.landing / sender / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_file(path)
        os.utime(path, (landed_at.timestamp(), landed_at.timestamp()))
        files.append(path)
    return files


def deliveries() -> list[Delivery]:
    """Every file of the demo: sender, name, time of landing, and what writes it."""
    captions = Captions.of(sheets.SURVEY)
    everyone = simulate()
    return [
        *_county([s for s in everyone if s.service.sender == COUNTY], captions),
        *_organisations(everyone, captions),
        *organisation_deliveries(),
        *_refused(),
    ]


def with_errors(submissions: Sequence[Submission]) -> list[Submission]:
    """The rows as first delivered, before three of them were corrected.

    One has the wrong municipality, one an item 4 that should be 2, one a typing error.
    """
    rows = list(submissions)
    errors: list[tuple[Callable[[Submission], bool], Callable[[Submission], Submission]]] = [
        (lambda s: s.municipality_code == "098", lambda s: replace(s, municipality_code="398")),
        (
            lambda s: s.answers["esis_05"] == "2",
            lambda s: replace(s, answers={**s.answers, "esis_05": "4"}),
        ),
        (lambda s: s.phrase == 0, lambda s: replace(s, phrase=MISSPELT)),
    ]
    for number, (is_suitable, with_error) in enumerate(errors):
        # Far apart, so that three different people are corrected.
        start = 50 * (number + 1)
        index = next(
            i for i in range(start, len(rows)) if is_suitable(rows[i]) and rows[i].has_consent
        )
        rows[index] = with_error(rows[index])
    return rows


def _county(mine: list[Submission], captions: Captions) -> list[Delivery]:
    finnish = [s for s in mine if s.language == "fi"]
    first = with_errors([s for s in finnish if s.answered_at < HALF])
    layout = partial(sheets.webropol, captions=captions, clock=SECONDS)
    files: list[Delivery] = [
        _xlsx(COUNTY, "osallisuuskysely_demo_2024_kevat.xlsx", SUMMER, layout(first, language="fi")),
        # Cumulative: everything of the spring once more, three rows corrected, and the autumn.
        _xlsx(COUNTY, "osallisuuskysely_demo_2024_koko_vuosi.xlsx", WINTER, layout(finnish, language="fi")),
    ]  # fmt: skip
    for language in FOREIGN:
        answered = [s for s in mine if s.language == language]
        table = layout(answered, language=language)
        files.append(_xlsx(COUNTY, f"osallisuuskysely_demo_2024_{language}.xlsx", WINTER, table))
    return files


def _organisations(everyone: list[Submission], captions: Captions) -> list[Delivery]:
    by_sender = {
        sender: [s for s in everyone if s.service.sender == sender]
        for sender in (TALO, PAJA, MAASEUTU, MIELI, NAAPURI)
    }
    spring = [s for s in by_sender[TALO] if s.answered_at < HALF]
    autumn = [s for s in by_sender[TALO] if s.answered_at >= HALF]
    webropol = partial(sheets.webropol, captions=captions, language="fi")
    csv, sav = writers.write_webropol_csv, writers.write_sav
    lime = writers.write_limesurvey_csv
    mieli = webropol(by_sender[MIELI], clock=SECONDS)
    naapuri = sheets.webropol_indicator_only(by_sender[NAAPURI], captions)
    return [
        (TALO, "perusraportti_demo_kevat.csv", SUMMER, partial(csv, table=webropol(spring, clock=MINUTES))),
        (TALO, "perusraportti_demo_syksy.csv", WINTER, partial(csv, table=webropol(autumn, clock=MINUTES))),
        (PAJA, "results-survey_demo.csv", WINTER, partial(lime, table=sheets.limesurvey(by_sender[PAJA], captions))),
        (MAASEUTU, "osallisuus_demo.sav", WINTER, partial(sav, table=sheets.spss(by_sender[MAASEUTU], captions))),
        _xlsx(MIELI, "osallisuuskysely_demo.xlsx", WINTER, _with_remarks(mieli)),
        _xlsx(NAAPURI, "paperilomakkeet_demo.xlsx", WINTER, naapuri),
    ]  # fmt: skip


def _with_remarks(table: sheets.Table) -> sheets.Table:
    """A column of the sender's own at the end: it is not imported."""
    rows = [[*row, "oma huomio" if index % 30 == 0 else ""] for index, row in enumerate(table.rows)]
    return replace(table, headers=[*table.headers, "Huom"], rows=rows)


def organisation_deliveries() -> list[Delivery]:
    """The files about organisations and their work, with the figures that the sources print."""
    first = governance.answers()
    second = governance.second_wave(first)
    survey, log = organisation_sheets.webropol, organisation_sheets.log
    files: list[tuple[str, str, datetime, str, Callable, list]] = [
        (NATIONAL, "osallisuustyo_demo_synteettinen_2023.xlsx", SPRING, governance.SURVEY, survey, first),
        (NATIONAL, "osallisuustyo_demo_synteettinen_2024.xlsx", WINTER, governance.SURVEY, survey, second),
        (NATIONAL, "tyollistyminen_demo_synteettinen.xlsx", SUMMER, employment.SURVEY, survey, employment.answers()),
        (NATIONAL, "sparraukset_demo_synteettinen.xlsx", EARLY, coaching.SESSIONS, log, coaching.sessions()),
        (NATIONAL, "kuntien_tilanne_demo_synteettinen.xlsx", EARLY, coaching.READINESS, log, coaching.readiness()),
        (COUNTY, "itsearvio_demo_synteettinen.xlsx", WINTER, self_assessment.SURVEY, survey, self_assessment.answers()),
        (PROJECT, "jalkautuminen_demo_synteettinen.xlsx", WINTER, project.OUTREACH, log, project.outreach()),
        (PROJECT, "toimenpiteet_demo_synteettinen.xlsx", WINTER, project.ACTIVITIES, log, project.activities()),
        (PROJECT, "jarjestot_demo_synteettinen.xlsx", WINTER, project.NGOS, log, project.ngos()),
        (PROJECT, "palaute_demo_synteettinen.xlsx", WINTER, project.FEEDBACK, log, project.feedback()),
    ]  # fmt: skip
    return [
        _xlsx(sender, name, landed_at, layout(rows, Captions.of(questionnaire)))
        for sender, name, landed_at, questionnaire, layout, rows in files
    ]


def _refused() -> list[Delivery]:
    """Three files that cannot be used: protected, not a table, and a payroll."""
    protected = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4088)
    picture = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(200)
    payroll = sheets.Table(
        ["Henkilönumero", "Tehtävä", "Palkka (esimerkki)"],
        [[1000 + n, "Esimerkkitehtävä", 2500 + 10 * n] for n in range(12)],
    )
    return [
        (MIELI, "suojattu_demo.xlsx", WINTER, lambda path: path.write_bytes(protected)),
        (TALO, "kuva_demo.csv", WINTER, lambda path: path.write_bytes(picture)),
        _xlsx(PAJA, "payroll_demo.xlsx", WINTER, payroll),
    ]


def _xlsx(sender: str, name: str, landed_at: datetime, table: sheets.Table) -> Delivery:
    return sender, name, landed_at, partial(writers.write_xlsx, table=table)
