"""The page of a service, a merged group, a municipality or a county: what it says.

Belongs here: which rows a page shows. Does not belong here: how it looks (`group.html.j2`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from orchestration.outputs.pages import bars, pictures
from orchestration.outputs.pages.bars import Distribution
from orchestration.outputs.pages.languages import questionnaires_of
from orchestration.outputs.pages.pictures import Picture
from orchestration.outputs.questions.ask import Answer, Row
from orchestration.outputs.wording.language import Language

SHOWN_PERIODS = 6
SHOWN_ACTIONS = 5


@dataclass(frozen=True)
class Place:
    """Whom a page is about. `kind`: service, merged, municipality or county; `row`: its names."""

    kind: str
    code: str
    row: Row
    # Merged groups that a service is part of, or the services of a municipality or county.
    related: tuple[Place, ...] = ()

    @property
    def level(self) -> str:
        """The level of the published tables that it is on."""
        return "service" if self.kind == "merged" else self.kind

    @property
    def file(self) -> str:
        """The name of its page."""
        return f"{self.level}-{self.code}.html"

    @property
    def name_column(self) -> str:
        """The column of its name, without the language."""
        return {"county": "region_name", "municipality": "municipality_name"}.get(
            self.kind, "service_name"
        )


@dataclass(frozen=True)
class IndicatorResult:
    """One indicator of a place: the newest half-year with a change, all of them, pictures of both."""

    indicator: Row
    latest: Row
    newest: Row
    periods: list[Row]
    picture: Picture | None
    history: Picture | None
    references: list[Row]


@dataclass(frozen=True)
class GroupPage:
    """Everything that the page of a place shows."""

    place: Place
    results: list[IndicatorResult]
    questions: list[Distribution] = field(default_factory=list)
    items: list[Distribution] = field(default_factory=list)
    actions: list[Row] = field(default_factory=list)
    # Half-years in which the service has no change of its own, and why.
    suppressed: list[Row] = field(default_factory=list)
    # By background question, of the latest half-year that has any.
    backgrounds: list[list[Row]] = field(default_factory=list)
    # Questionnaires whose answers are published by language, of all services together.
    by_language: list[Row] = field(default_factory=list)


class Groups:
    """The published rows by place, made once for all pages and languages."""

    def __init__(self, answers: Mapping[str, Answer]) -> None:
        """Sort the rows of the answers by the places that they are about."""
        self._change = _by(answers["change"].records, "level", "group_code")
        self._answers = answers["answers_by_group"].grouped("level", "group_code")
        self._record = answers["answers_by_group"].record
        self._texts = {(row["kind"], row["key"]): row for row in answers["texts"].records}
        self._references = _by(
            answers["references"].records, "questionnaire_code", "indicator_code"
        )
        self._indicators = {
            (row["questionnaire_code"], row["indicator_code"]): row
            for row in answers["indicators"].records
        }
        agreed = answers["agreed_actions"].records
        self._actions = {
            "service": _by(agreed, "service_code"),
            "municipality": _by(agreed, "municipality_code"),
            "county": _by(agreed, "region_code"),
        }

        of_pairs = (
            row
            for row in answers["suppressed_services"].records
            if row["pairing_status_code"] == "paired" and row["indicator_key"]
        )
        self._suppressed = _by(of_pairs, "service_code")
        self._by_language = questionnaires_of(answers)
        rows = answers["change_by_background"].records
        self._backgrounds = {code: _latest(of) for (code,), of in _by(rows, "region_code").items()}

    def has_results(self, place: Place) -> bool:
        """True if any number is published of the place."""
        key = (place.level, place.code)
        return key in self._change or key in self._answers

    def page(self, place: Place, say: Language) -> GroupPage:
        """What the page of a place shows in a language."""
        key = (place.level, place.code)
        rows = [self._record(row) for row in self._answers.get(key, ())]
        found = bars.distributions(rows, self._texts, say)
        actions = self._actions.get(place.level, {}).get((place.code,), [])
        return GroupPage(
            place=place,
            results=[self._result(rows, say) for rows in _indicators(self._change.get(key, []))],
            questions=[one for one in found if not one.is_item],
            items=[one for one in found if one.is_item],
            actions=actions[:SHOWN_ACTIONS],
            suppressed=self._suppressed.get((place.code,), []) if place.kind == "service" else [],
            backgrounds=self._backgrounds.get(place.code, []) if place.kind == "county" else [],
            by_language=self._questionnaires(rows),
        )

    def _questionnaires(self, rows: list[Row]) -> list[Row]:
        found = (self._by_language.get(row["question_key"]) for row in rows)
        return list({row["questionnaire_code"]: row for row in found if row}.values())

    def _result(self, rows: list[Row], say: Language) -> IndicatorResult:
        code = (rows[0]["questionnaire_code"], rows[0]["indicator_code"])
        periods = rows[-SHOWN_PERIODS:]
        known = [row for row in periods if row["change_mean"] is not None]
        latest = known[-1] if known else rows[-1]
        return IndicatorResult(
            indicator=self._indicators[code],
            latest=latest,
            newest=rows[-1],
            periods=periods,
            picture=pictures.of_changes([latest], say, has_labels=False),
            history=pictures.of_changes(periods, say, has_labels=True) if len(known) > 1 else None,
            references=self._references.get(code, []),
        )


def _indicators(rows: list[Row]) -> list[list[Row]]:
    """Rows of one place, in the order of the question, by indicator."""
    key = ("questionnaire_code", "indicator_code")
    return [list(of) for _, of in groupby(rows, key=lambda row: tuple(row[k] for k in key))]


def _latest(rows: list[Row]) -> list[list[Row]]:
    """The rows of the latest half-year, by indicator and background question."""
    newest = max(row["period_key"] for row in rows)
    columns = ("questionnaire_code", "indicator_code", "background_code")
    found = _by((row for row in rows if row["period_key"] == newest), *columns).values()
    return [of for of in found if len(of) > 1]


def _by(rows: Iterable[Row], *columns: str) -> dict[tuple[Any, ...], list[Row]]:
    found: dict[tuple[Any, ...], list[Row]] = {}
    for row in rows:
        found.setdefault(tuple(row[column] for column in columns), []).append(row)
    return found


def places(answers: Mapping[str, Answer]) -> list[Place]:
    """Every place that gets a page: services, merged groups, municipalities, counties.

    Municipalities and counties are those that have a service.
    """
    rows = answers["services"].records
    groups = [Place("merged", row["service_code"], row) for row in rows if row["is_merged"]]
    groups_of = _by_service(groups)
    services = [
        Place("service", row["service_code"], row, tuple(groups_of.get(row["service_code"], ())))
        for row in rows
        if not row["is_merged"]
    ]
    return [
        *services,
        *groups,
        *_areas("municipality", "municipality_code", services),
        *_areas("county", "region_code", services),
    ]


def _by_service(groups: list[Place]) -> dict[str, list[Place]]:
    found: dict[str, list[Place]] = {}
    for group in groups:
        for code in group.row["covers_codes"].split("; "):
            found.setdefault(code, []).append(group)
    return found


def _areas(kind: str, column: str, services: list[Place]) -> list[Place]:
    found: dict[str, list[Place]] = {}
    for service in services:
        code = service.row[column]
        if code and code != "unknown":
            found.setdefault(code, []).append(service)
    return [Place(kind, code, of[0].row, tuple(of)) for code, of in sorted(found.items())]
