"""Random small surveys as raw tables: people with backgrounds who use services of one county, some
without a score.

Belongs here: who answered what, and what their scores are. Does not belong here: what is published.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from tests.raw_tables import Codebook, Delivery, write_raw

# Municipality and service type, and how often the service is used. All are in county 09.
_SERVICES = {
    "lahti_a": ("398", "workshop", 6),
    "lahti_b": ("398", "workshop", 3),
    "lahti_c": ("398", "peer_support", 2),
    "iitti": ("142", "workshop", 4),
    "hartola": ("081", "peer_support", 1),
    "sysma": ("781", "workshop", 2),
}
_STATUSES = {"paired": 7, "start_only": 2, "end_only": 1, "single": 2}
_BACKGROUNDS = {"gender": ("woman", "man"), "age": ("young", "old")}
_ITEMS = ("calm", "glad", "able")
# Questions that are no items: an option, and a number that is published in bands.
_MET, _HOURS = ("yes", "no"), {"from_0_to_5": (0, 5), "from_5": (5, None)}
_DAYS = {20232: "2023-11-01", 20241: "2024-02-01"}


class Member(NamedTuple):
    """One episode of one person in one service. `start` and `end` are answers 1-5 to the items.

    `period_key` is of the end, or of the only answer; `start_period_key` of the start.
    """

    number: int
    person: int
    service_code: str
    pairing_status_code: str
    period_key: int
    start_period_key: int
    gender: str
    age: str
    language_code: str
    start: tuple[int, ...]
    end: tuple[int, ...]
    # Phases at which all items were left blank.
    blank: tuple[str, ...]
    met: str
    hours: int


def band(hours: int) -> str:
    """The option of `hours` that a number is counted in."""
    return next(
        code
        for code, (low, high) in _HOURS.items()
        if hours >= low and (high is None or hours < high)
    )


def scored(members: Sequence[Member]) -> list[Member]:
    """The members that have a score, as its indicator sees them: a pair without a score at the start
    is an end without a start."""
    found = []
    for member in members:
        status = member.pairing_status_code
        start_period = member.start_period_key
        if status == "paired" and member.blank == ("start",):
            found.append(member._replace(pairing_status_code="end_only"))
        elif status == "paired" and member.blank == ("end",):
            found.append(member._replace(pairing_status_code="start_only", period_key=start_period))
        elif not member.blank:
            found.append(member)
    return found


def score(answers: Sequence[int]) -> Decimal:
    """The mean of the items, 1-5, on a scale of 0-100; 28 digits."""
    return (Decimal(sum(answers)) / len(answers) - 1) * 25


def population(seed: int, person_count: int) -> list[Member]:
    """People of one survey; each uses one or two services, and some answer only once."""
    dice, others = random.Random(seed), random.Random(seed + 1000)
    members: list[Member] = []
    for person in range(person_count):
        gender = dice.choice(["woman", "woman", "man", "man", "no_answer"])
        age, language = dice.choice(["young", "old", "old"]), dice.choice(["fi", "fi", "sv"])
        weights = [weight for *_, weight in _SERVICES.values()]
        used = dice.choices(list(_SERVICES), weights, k=dice.choice([1, 1, 1, 1, 2]))
        for service in sorted(set(used)):
            [status] = dice.choices(list(_STATUSES), list(_STATUSES.values()))
            start_period = dice.choice([20232, 20241, 20241])
            period = start_period if status == "start_only" else 20241
            start, end = (tuple(dice.randint(1, 5) for _ in _ITEMS) for _ in range(2))
            about = (service, status, period, start_period, gender, age, language, start, end)
            more = (_blank(status, others), others.choice(_MET), others.randint(0, 9))
            members.append(Member(len(members), person, *about, *more))
    return members


def _blank(status: str, dice: random.Random) -> tuple[str, ...]:
    """One form in eight is without answers to the items."""
    phases = {"paired": ("start", "end"), "end_only": ("end",)}.get(status, ("start",))
    return tuple(phase for phase in phases if dice.random() < 1 / 8)


def write_surveys(raw: Path, surveys: Mapping[str, list[Member]]) -> None:
    """Write the raw tables of questionnaires by code."""
    book = Codebook()
    for code in surveys:
        book.questionnaire(code, "person")
        for item in _ITEMS:
            book.question(code, item, "scale", "12345", "mood")
        for question, options in _BACKGROUNDS.items():
            book.question(code, question, "single", options, "mood")
            book.rows["questions"][-1]["is_background"] = True
        book.question(code, "met", "single", _MET, None)
        book.question(code, "hours", "number", [*_HOURS, "across_bands"], None)
        for option, (low, high) in _HOURS.items():
            ends = {"band_low": Decimal(low), "band_high": None if high is None else Decimal(high)}
            book.add(
                "bands", questionnaire_code=code, question_code="hours", option_code=option, **ends
            )
        low_class = {f"low_class_name_{language}": "Low" for language in ("fi", "sv", "en")}
        low_class |= {"low_class_below": Decimal(50), "low_class_source": "Source"}
        book.indicator(code, "mood", _ITEMS, min_answered=3, **low_class)
    services = [
        {"service_code": code, "service_name_fi": code.title(), "municipality_code": municipality}
        | {"service_type_code": kind, "sector_code": "county"}
        for code, (municipality, kind, _) in _SERVICES.items()
    ]
    write_raw(raw, book, [_delivery(code, m) for code, m in surveys.items()], services)


def _delivery(code: str, members: list[Member]) -> Delivery:
    delivery = Delivery(code)
    for member in members:
        known = {"person_key": f"{code} {member.person}", "service_code": member.service_code}
        known |= {"language_code": member.language_code}
        about = {"gender": member.gender, "age": member.age}
        about |= {"met": member.met, "hours": member.hours}
        blank = dict.fromkeys(_ITEMS, "no_answer")
        start, end = (
            (blank if phase in member.blank else dict(zip(_ITEMS, given, strict=True))) | about
            for phase, given in (("start", member.start), ("end", member.end))
        )
        status = member.pairing_status_code
        if status in ("paired", "start_only"):
            day = _DAYS[member.start_period_key]
            delivery.submit(day, start, phase_code="start", **known)
        if status in ("paired", "end_only"):
            delivery.submit("2024-05-01", end, phase_code="end", **known)
        if status == "single":
            delivery.submit("2024-03-01", start, phase_code="single", **known)
    return delivery
