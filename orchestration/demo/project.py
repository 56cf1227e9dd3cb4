"""Logs of a project on inclusion, with the figures of Verso's final report of 2024.

Belongs here: outreach, activities, NGOs and feedback, one row each. Printed in the report: the
counts, the brackets, and the days of talks, events, training and staff meetings. Invented: the other
days, the sites, which service is meant, and all that was agreed and what became of it.
"""

from __future__ import annotations

from orchestration.demo.organisation_sheets import Row
from orchestration.demo.services import COUNTY, SERVICES

OUTREACH, ACTIVITIES = "etsivan_tyon_loki", "osallisuustyon_toimenpiteet"
NGOS, FEEDBACK = "jarjestot_mittauksissa", "osallisuuskyselyn_palaute"
_NAMES = {service.code: service.name for service in SERVICES}
# The five NGOs; the last measures with the indicator only.
_NGOS = [service.name for service in SERVICES if service.sender != COUNTY]
# The report names the places of six workshops; Asikkala was met remotely. What each agreed, which of
# it was done by the end of the year, which was not, and what came of it.
_WORKSHOPS = {
    "tyopaja_iitti": (["more_guidance"], ["more_guidance"], [], "better"),
    "tyopaja_hartola": (["measure_again"], ["measure_again"], [], "too_early"),
    "tyopaja_sysma": (["more_influence"], [], [], ""),
    "sosiaalinen_hollola": (["more_community"], [], ["more_community"], "same"),
    "kuntouttava_lahti": (
        ["more_community", "more_influence", "measure_again"],
        ["measure_again", "more_community"],
        ["more_influence"],
        "better",
    ),
    "tyopaja_asikkala": (["more_guidance", "other"], ["other"], [], "too_early"),
}

# Words of a log are read and never published.
_WORDS = {"kuntouttava_lahti": "Keitetään yhdessä kahvit torstaisin."}


def outreach() -> list[Row]:
    """26 visits to four food distributions, 2017 encounters = 25 * 78 + 67."""
    encounters = ["78"] * 25 + ["(67)"]
    return [
        {
            "response_id": str(1 + i),
            "answered_at": f"{1 + i % 28}.{2 + i // 3}.2024",
            "municipality": "Lahti",
            "site": f"food_{1 + i % 4}",
            "encounters": met,
            "observations": "Jono oli lyhyt." if i == 0 else "",
        }
        for i, met in enumerate(encounters)
    ]


def activities() -> list[Row]:
    """Support, results, own events, talks and network meetings, row by row."""
    rows = [*_support(), *_results(), *_events(), *_talks_and_network()]
    return [{"response_id": str(number), **row} for number, row in enumerate(rows, 1)]


def _support() -> list[Row]:
    """20 meetings with NGOs, 3 with services, 5 remote clinics with 42 people, a training with 30."""
    plan = [
        _row(f"{1 + i}.{3 + i % 9}.2024", "ngo_planning", service=_NGOS[i % 5]) for i in range(20)
    ]
    plan += [_row(f"{day}.9.2024", "service_planning") for day in (3, 10, 24)]
    clinics = [
        _row(f"{20 - i}.{8 + i % 2}.2024", "clinic", bracket=people, setting="remote")
        for i, people in enumerate(["(12)", "9", "8", "7", "6"])
    ]
    return [*plan, *clinics, _row("7.10.2024", "training", bracket="30")]


def _results() -> list[Row]:
    """Six workshops, four occasions of staff on their printed days, two of the five NGOs."""
    present = {"present": ["clients", "staff"]}
    workshops = []
    for place, (code, (agreed, done, not_done, outcome)) in enumerate(_WORKSHOPS.items()):
        later = {
            "agreed_words": _WORDS.get(code, ""),
            "agreed_done": done,
            "agreed_not_done": not_done,
            "outcome": outcome,
        }
        row = _row(
            f"{10 + place}.6.2024", "workshop_results", service=_NAMES[code], due="31.10.2024"
        )
        setting = "remote" if code == "tyopaja_asikkala" else "on_site"
        workshops.append({**row, "setting": setting, **present, "agreed": agreed, **later})
    staff = [
        _row(f"{day}.12.2024", "staff_results", present=["staff", "managers"])
        for day in (12, 12, 16, 17)
    ]
    # Agreed in the last of them, for spring: nobody knows yet.
    staff[3] |= {"agreed": ["measure_again"], "due": "31.5.2025"}
    ngos = [
        _row(
            "5.12.2024",
            "ngo_results",
            service=name,
            bracket="4",
            due="31.5.2025",
            agreed=["measure_again"],
            **present,
        )
        for name in _NGOS[:2]
    ]
    return [*workshops, *staff, *ngos]  # fmt: skip


def _events() -> list[Row]:
    """March without a number; two mornings with 18, then 50, 52, and three forums with 250."""
    return [
        _row("31.3.2024", "own_event"),
        _row("27.5.2024", "own_event", occasions="2", bracket="18"),
        _row("18.10.2024", "own_event", bracket="50"),
        _row("28.11.2024", "own_event", bracket="52"),
        _row("30.11.2024", "own_event", occasions="3", bracket="250"),
    ]


def _talks_and_network() -> list[Row]:
    """Eight talks, two of them without a number; meetings of nine networks, one without."""
    days = ["15.2", "5.3", "22.5", "14.6", "12.9", "19.9", "7.11", "15.11"]
    heard = ["(30)", "(18)", "(30)", "", "(30)", "", "(180)", "(42)"]
    talks = [_row(f"{day}.2024", "talk", bracket=n) for day, n in zip(days, heard, strict=True)]
    met = ["4", "2", "", "6", "2", "2", "10", "4", "3"]
    return [*talks, *(_row("31.12.2024", "network_meeting", bracket=n) for n in met)]


def ngos() -> list[Row]:
    """Five NGOs: four with the survey and one with the indicator only; two handled, three not."""
    return [
        {
            "response_id": str(1 + place),
            "answered_at": "31.12.2024",
            "service": name,
            "instrument": "indicator_only" if place == 4 else "full_survey",
            "results": "handled" if place < 2 else "remaining",
        }
        for place, name in enumerate(_NGOS)
    ]


def feedback() -> list[Row]:
    """Six respondents with twelve selected answers in all; one option is nobody's."""
    a, b, c = "develop", "discuss", "other"
    chosen = [[a], [a, b], [a, b, c], [a], [a, b], [b, c, a]]
    return [
        {"response_id": str(1 + i), "answered_at": f"{2 + i}.12.2024", "use_of_results": options}
        for i, options in enumerate(chosen)
    ]


def _row(day: str, kind: str, **more: str | list[str]) -> dict[str, str | list[str]]:
    return {"answered_at": day, "kind": kind, **more}
