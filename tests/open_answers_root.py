"""A root with open answers that count, without a run: raw as it is read, and of the warehouse what is asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import duckdb

from orchestration.desk.application import application
from orchestration.open_answers.statements import Group
from tests.asgi import Answer, ask
from tests.exports import FULL_HEADER, full_row, xlsx
from tests.roots import Workplace, new_root

SURVEY, QUESTION = "osallisuuskysely", "effect_open"
GROUP = Group(SURVEY, 20241, QUESTION)
PATH = f"/open-answers/{SURVEY}/20241/{QUESTION}"
FRIEND, SKILL = "Sain ystäviä", "Opin taitoja"
OPEN_COLUMN = FULL_HEADER.index("Kerro omin sanoin, miten toiminta on vaikuttanut sinuun.")
THEMES = (
    "questionnaire_code,question_code,theme_code,name_fi,name_sv,name_en\n"
    f"{SURVEY},{QUESTION},friends,Ystävät,Vänner,Friends\n{SURVEY},{QUESTION},skills,Taidot,,\n"
)
_SENDERS = "sender_code,name_fi,name_sv,name_en,service_code\nlahti,Lahti,,,lahti\n"


def form(number: int, text: str, *, consent: str = "Kyllä") -> list[str]:
    """One form of the first half of 2024, of a person of its own."""
    answers = [1 + (number + item) % 5 for item in range(10)]
    at = f"7.3.2024 12.{number:02}.00"
    cells = full_row(f"h{number}", "Kerta", answers, at=at, service="Lahden paja", consent=consent)
    cells[OPEN_COLUMN] = text
    return cells


def forms(friends: int, skills: int) -> list[list[str]]:
    """So many people who write of friends, and after them of skills; no two write the same."""
    words = [FRIEND] * friends + [SKILL] * skills
    return [form(number, f"{text} {'a' * number}") for number, text in enumerate(words)]


def land(place: Workplace, folder: Path, rows: Iterable[list[str]], name: str, at: int = 1) -> None:
    """Put an export of these forms into landing; `at`: the order of arrival."""
    place.land(xlsx(folder / name, [FULL_HEADER, *rows]), f"lahti/{name}", at=1_700_000_000 + at)


def root_of(folder: Path, rows: Iterable[list[str]]) -> Workplace:
    """A root in which these forms were read and count, with two themes for their open answers."""
    place = new_root(folder)
    (place.root.registers / "senders.csv").write_text(_SENDERS)
    (place.root.registers / "themes.csv").write_text(THEMES)
    land(place, folder, rows, "a.xlsx")
    place.take()
    count_forms(place)
    return place


def count_forms(place: Workplace, *, is_closed: bool = True) -> None:
    """Make the tables that say which forms count: here all that lie in raw."""
    database, raw = place.root.warehouse, place.root.raw
    database.parent.mkdir(exist_ok=True)
    database.unlink(missing_ok=True)
    with duckdb.connect(str(database)) as connection:
        connection.execute(f"""
            create schema restricted;
            create schema marts;
            create table restricted.int_deliveries as
            select delivery_id, row_number() over () as delivery_number
            from '{raw}/deliveries.parquet';
            create table restricted.int_submissions as
            select
                delivery_number * 10000000000 + row_number as submission_key,
                'person' as subject_code,
                20241 as period_key,
                ('0x' || person_key[:15])::bigint as person_number,
                null::bigint as form_number
            from '{raw}/submissions/*.parquet'
            inner join restricted.int_deliveries using (delivery_id);
            create table marts.dim_period as select 20241 as period_key, {is_closed} as is_closed
        """)


def open_page(place: Workplace, path: str = PATH) -> Answer:
    return ask(application(place.settings, is_proxied=False), path)


def send(place: Workplace, form_name: str, fields: Mapping[str, str]) -> Answer:
    desk = application(place.settings, is_proxied=False)
    return ask(desk, f"{PATH}/{form_name}", fields=fields)


def ticked(page: Answer) -> dict[str, str]:
    """The form of a page, filled in: friends where the answer says so, else skills."""
    fields = {}
    for block in re.findall(r"<fieldset.*?</fieldset>", page.text, re.DOTALL):
        [name] = re.findall(r'name="read\.(\w+)"', block)
        theme = "friends" if FRIEND in block else "skills"
        fields |= {f"read.{name}": "1", f"theme.{name}.{theme}": "1"}
    return fields


def read_all(place: Workplace) -> Answer:
    """Read every answer at the desk; the page after that."""
    while "pitää lukea ensin" in (page := open_page(place)).text:
        assert send(place, "read", ticked(page)).status == 303
    return page


def state_of(page: Answer) -> str:
    """What a page says that would be published."""
    [state] = re.findall(r'name="state" value="(\w+)"', page.text)
    return state
