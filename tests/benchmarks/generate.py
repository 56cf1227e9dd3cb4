"""Makes the benchmark's input: a Finnish Webropol export of the inclusion survey and a register.

A sheet of a workbook ends at a million rows, so the export of many people is csv.

Belongs here: who answers, when and what. Deterministic: same number of people, same bytes.
Does not belong here: the xlsx format (sheet), headers and labels (layout), the names of services
and of the columns that officials add (material). Synthetic throughout.

    python -m tests.benchmarks.generate --people 1000 FOLDER
"""

from __future__ import annotations

import argparse
import csv
import json
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import NamedTuple

from orchestration.core.data_root import SHIPPED_QUESTIONNAIRES
from tests.benchmarks.layout import Layout, dont_know, read_layout
from tests.benchmarks.material import EXTRAS, OPEN_ANSWERS, SERVICES, TINY, TOWNS
from tests.benchmarks.sheet import Cell, write_sheet

COLUMN_COUNT = 40
# From so many people on the export is csv.
CSV_FROM_PEOPLE = 500_000


class Event(NamedTuple):
    """One filled-in form; `complete` when the person answers again and nothing may be missing."""

    at: datetime
    person: int
    service: int
    phase: str
    complete: bool


def events(people: int, random: Random) -> list[Event]:
    """Who answers when, in order of time: a start for all, an end for 60 %, some of them twice."""
    found: list[Event] = []
    weights = [number + 1 for number in range(TINY)]
    for person in range(people):
        tiny = person < 6
        service = TINY if tiny else random.choices(range(TINY), weights)[0]
        found += _episode(person, service, random, has_end=person < 3 if tiny else None)
        if not tiny and random.random() < 0.01:  # a second service is an episode of its own
            found += _episode(person, (service + 1) % TINY, random)
    return sorted(found)


def _episode(
    person: int, service: int, random: Random, *, has_end: bool | None = None
) -> Iterator[Event]:
    has_end = random.random() < 0.6 if has_end is None else has_end
    again = has_end and random.random() < 0.03
    start = datetime(2024, 1, 8, 8) + timedelta(minutes=random.randrange(220 * 24 * 60))
    yield Event(start, person, service, "start", again)
    if again:
        yield Event(start + timedelta(days=15), person, service, "start", again)
    if has_end:
        end = start + timedelta(days=random.randint(60, 120), seconds=random.randrange(20_000))
        yield Event(end, person, service, "end", again)
        if again:
            yield Event(end + timedelta(days=random.randint(2, 9)), person, service, "end", again)


def rows(layout: Layout, people: int, seed: int = 2024) -> Iterator[list[Cell]]:
    """One row of cells per filled-in form, in the order of `columns(layout)`."""
    random = Random(seed)
    happening = events(people, random)
    base = [random.gauss(3.7, 0.7) for _ in range(people)]
    fill = _Fill(layout, random)
    for event in happening:
        yield fill.row(event, base[event.person])


def columns(layout: Layout) -> list[str]:
    """The forty headers: fields, questions, then what officials added."""
    asked = layout.form.asked(layout.questionnaire)
    codes = [code for code in _fields(layout) if code not in layout.form.constants]
    headers = [layout.header(code) for code in [*codes, *asked]]
    return headers + list(EXTRAS)[: COLUMN_COUNT - len(headers)]


def _fields(layout: Layout) -> list[str]:
    declared = layout.questionnaire.fields.declared()
    return [code for code in declared if code not in ("response_id", "area")]


class _Fill:
    """Fills in one form; everything that is the same for each row is looked up once."""

    def __init__(self, layout: Layout, random: Random) -> None:
        self.random = random
        self.fields = [code for code in _fields(layout) if code not in layout.form.constants]
        self.values = {code: list(layout.labels(code)) for code in self.fields}
        self.texts = {code: {c: t for t, c in layout.labels(code).items()} for code in self.fields}
        survey = layout.questionnaire
        self.scale = [text for text, _ in sorted(layout.labels(layout.items[0]).items(), key=_code)]
        self.unsure = dont_know(survey.choices(layout.items[0]))
        self.questions = [
            (code, None if code in layout.items else _options(layout, code))
            for code in layout.form.asked(survey)
        ]
        self.extras = [EXTRAS[header] for header in columns(layout) if header in EXTRAS]

    def row(self, event: Event, base: float) -> list[Cell]:
        cells = [self._field(code, event) for code in self.fields]
        level = base + (0.2 if event.phase == "end" else 0.0)
        gap = 0.0 if event.complete else 0.35 if self.random.random() < 0.03 else 0.02
        for _, options in self.questions:
            cells.append(self._item(level, gap) if options is None else self._pick(options))
        return cells + [self._pick(options) for options in self.extras]

    def _pick(self, options: list[Cell]) -> Cell:
        return options[int(self.random.random() * len(options))]

    def _item(self, level: float, gap: float) -> Cell:
        if gap and self.random.random() < gap:
            return self._pick([None, self.unsure])
        step = int(self.random.gauss(level, 0.9) + 0.5)
        return self.scale[min(max(step, 1), 5) - 1]

    def _field(self, code: str, event: Event) -> Cell:
        if code == "answered_at":
            at = event.at
            return f"{at.day}.{at.month}.{at.year} {at.hour}.{at.minute:02}.{at.second:02}"
        if code == "respondent_code":
            return self._respondent(event.person)
        if code == "phase":
            return self.texts[code][event.phase]
        if code == "consent":
            refuses = not event.complete and self.random.random() < 0.01
            return self.texts[code]["refused" if refuses else "given"]
        _, name, town = SERVICES[event.service]
        known: dict[str, Cell] = {"service": name, "municipality": town}
        return known[code] if code in known else self._pick(self.values[code])

    def _respondent(self, person: int) -> Cell:
        """A self-made code; one in ten times written another way, one person in a hundred has none."""
        if person % 100 == 99:
            return None
        letters, digits = "kmnprstvlj"[person % 10] + "aeiou"[person % 5], f"{person:06}"
        way = self.random.random()
        if way > 0.1:
            return letters + digits
        return f"{letters.upper()}-{digits}" if way > 0.05 else f" {letters} {digits}"


def _code(pair: tuple[str, str]) -> int:
    return int(pair[1])


def _options(layout: Layout, code: str) -> list[Cell]:
    kind = layout.questionnaire.questions[code].kind
    if kind == "multi":
        raise ValueError(f"{code}: the benchmark has no multi-select columns yet; add them here")
    if kind == "open":
        return OPEN_ANSWERS
    return [1, 3, 6, 12, 24] if kind == "number" else list(layout.labels(code)) * 3 + [None]


def write_register(path: Path) -> None:
    """Write the register of services (services.csv) in the columns of a data root."""
    head = "service_code,name_fi,name_sv,name_en,service_type_code,organisation_name"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*head.split(","), "sector_code", "municipality_code"])
        for code, name, town in SERVICES:
            writer.writerow([code, name, "", "", "", "", "", TOWNS[town]])


def write_input(folder: Path, people: int, questionnaires: Path = SHIPPED_QUESTIONNAIRES) -> int:
    """Write the export, services.csv and layout.json to `folder`; returns the rows written."""
    layout = read_layout(questionnaires)
    folder.mkdir(parents=True, exist_ok=True)
    write_register(folder / "services.csv")
    text = json.dumps(layout.plain(), ensure_ascii=False, indent=1)
    (folder / "layout.json").write_text(text, encoding="utf-8")
    if people < CSV_FROM_PEOPLE:
        return write_sheet(folder / "export.xlsx", columns(layout), rows(layout, people))
    return write_csv(folder / "export.csv", columns(layout), rows(layout, people))


def write_csv(path: Path, headers: list[str], lines: Iterable[list[Cell]]) -> int:
    """Write headers and rows to `path` as survey tools do in Finland; returns the rows written."""
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(headers)
        for row in lines:
            writer.writerow(row)
            count += 1
    return count


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--people", type=int, default=1000)
    parser.add_argument("--questionnaires", type=Path, default=SHIPPED_QUESTIONNAIRES)
    given = parser.parse_args()
    write_input(given.folder, given.people, given.questionnaires)
