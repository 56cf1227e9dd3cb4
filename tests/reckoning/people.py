"""Invented people, what they answered, and the exports that hold it.

Belongs here: answers that are known, and files made of them. Does not belong here: what must be
published of them.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

from orchestration.core.data_root import PROJECT

SURVEY = yaml.safe_load(
    (PROJECT / "data" / "questionnaires" / "osallisuuskysely" / "questionnaire.yml").read_text(
        encoding="utf-8"
    )
)
ITEMS = list(SURVEY["indicators"]["inclusion"]["items"])
OTHERS = ["loneliness", "effect"]
BACKGROUNDS = ["gender", "age_group"]
FIELDS = ["response_id", "answered_at", "respondent_code", "consent", "phase", "service"]
TOWNS = {"09": ["398", "111", "098"], "06": ["837", "980"], "03": ["853"]}
TYPES = ["workshop", "rehabilitative_work", "peer_support"]
SECTORS = ["county", "ngo", "municipality"]


@dataclass(frozen=True)
class Service:
    code: str
    town: str
    kind: str
    sector: str


@dataclass(frozen=True)
class Form:
    """One filled-in form. An answer is the code of an option or kind of missing; None is a blank."""

    number: int
    person: str | None
    service: str
    phase: str
    at: datetime
    language: str
    answers: dict[str, str | None]


@dataclass
class World:
    """Services and forms of one seed."""

    seed: int
    services: list[Service] = field(default_factory=list)
    forms: list[Form] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)
        for town in (town for towns in TOWNS.values() for town in towns):
            for _ in range(self.random.choice([2, 3, 4])):
                kind, sector = self.random.choice(TYPES), self.random.choice(SECTORS)
                code = f"service_{len(self.services) + 1:02}"
                self.services.append(Service(code, town, kind, sector))
        for service in self.services:
            self._fill(service.code)

    def _fill(self, service: str) -> None:
        draw = self.random
        usual = draw.choice([2.2, 3.2, 3.5, 3.9, 4.6])
        stays = [
            *[(2023, 2024, True)] * draw.randint(2, 16), *[(2024, 2024, True)] * draw.randint(0, 14),
            *[(2023, None, True)] * draw.randint(1, 11), *[(2024, None, True)] * draw.randint(0, 13),
            *[(None, 2024, True)] * draw.choice([0, 0, 4, 9, 11]),
            *[(2024, None, False)] * draw.choice([0, 0, 3, 12]),
        ]  # fmt: skip
        for start, end, is_coded in stays:
            self._stay(service, start, end, draw.gauss(usual, 0.5), is_coded=is_coded)
        for _ in range(draw.choice([0, 0, 6, 12])):
            self._add(self._person(), service, "single", self._day(2024), usual, {}, "fi")

    def _person(self) -> str:
        # No two of these codes differ by one letter only.
        return f"{1000 + 37 * len(self.forms)}"

    def _day(self, year: int) -> datetime:
        """A moment in the second half of 2023 or the first half of 2024."""
        first = datetime(2023, 7, 1, 8) if year == 2023 else datetime(2024, 1, 1, 8)
        return first + timedelta(
            days=self.random.randint(0, 80), minutes=self.random.randint(0, 600)
        )

    def _stay(self, service: str, start: int | None, end: int | None, usual: float, *, is_coded: bool) -> None:  # fmt: skip
        draw = self.random
        person = self._person() if is_coded else None
        language = draw.choice(["fi", "fi", "fi", "sv"])
        about = {name: draw.choice([*SURVEY["questions"][name]["options"], None]) for name in BACKGROUNDS}  # fmt: skip
        if start:
            at = self._day(start)
            self._add(person, service, "start", at, usual, about, language)
            if draw.random() < 0.08:  # answered again the same day
                self._add(person, service, "start", at + timedelta(hours=draw.randint(1, 20)), usual, about, language)  # fmt: skip
        if end:
            at = self._day(end) + timedelta(days=85)
            self._add(person, service, "end", at, usual + draw.gauss(0.2, 0.4), about, language)
            if draw.random() < 0.05:  # and once more later: the latest end counts
                self._add(person, service, "end", at + timedelta(days=5), usual, about, language)

    def _add(self, person: str | None, service: str, phase: str, at: datetime, usual: float, about: dict[str, str | None], language: str) -> None:  # fmt: skip
        draw = self.random
        answers: dict[str, str | None] = {
            item: str(min(5, max(1, round(draw.gauss(usual, 0.9))))) for item in ITEMS
        }
        blank = draw.choices([0, 1, 2, 4], [80, 12, 5, 3])[0]
        answers |= {item: draw.choice([None, "dont_know"]) for item in draw.sample(ITEMS, blank)}
        answers |= {name: draw.choice([*SURVEY["questions"][name]["options"], None]) for name in OTHERS}  # fmt: skip
        answers |= {name: about.get(name) for name in BACKGROUNDS}
        self.forms.append(Form(len(self.forms) + 1, person, service, phase, at, language, answers))


def register(world: World) -> Iterator[list[str]]:
    """The lines of services.csv."""
    yield ["service_code", "name_fi", "name_sv", "name_en", "service_type_code",
           "organisation_name", "sector_code", "municipality_code"]  # fmt: skip
    for service in world.services:
        name = f"Palvelu {service.code[-2:]}"
        yield [service.code, name, "", "", service.kind, "Järjestö", service.sector, service.town]


def write(world: World, folder: Path) -> list[Path]:
    """One export of Webropol per language."""
    made = []
    for language in sorted({form.language for form in world.forms}):
        file = folder / f"export_{language}.csv"
        with file.open("w", encoding="utf-8-sig", newline="") as stream:
            table = csv.writer(stream, delimiter=";")
            table.writerow(_headers(language))
            table.writerows(_line(form) for form in world.forms if form.language == language)
        made.append(file)
    return made


def _text(declared: dict[str, Any], language: str) -> str:
    text = declared[language]
    return text if isinstance(text, str) else text[0]


def _headers(language: str) -> list[str]:
    fields = [_text(SURVEY["fields"][name]["header"], language) for name in FIELDS]
    fields[1] = "Vastausaika"
    questions = [*ITEMS, *OTHERS, *BACKGROUNDS]
    return fields + [_text(SURVEY["questions"][name]["text"], language) for name in questions]


def _line(form: Form) -> list[str]:
    values = {name: SURVEY["fields"][name]["values"] for name in ("consent", "phase")}
    return [
        str(form.number), f"{form.at:%d.%m.%Y %H:%M}", form.person or "",
        _text(values["consent"]["given"], form.language),
        _text(values["phase"][form.phase], form.language), f"Palvelu {form.service[-2:]}",
        *[_cell(name, answer, form.language) for name, answer in form.answers.items()],
    ]  # fmt: skip


def _cell(name: str, answer: str | None, language: str) -> str:
    if answer is None:
        return ""
    question = SURVEY["questions"][name]
    scale = SURVEY["scales"].get(question.get("scale"), question)
    return _text({**scale["options"], **scale.get("missing", {})}[answer], language)
