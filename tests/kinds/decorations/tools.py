"""Markers that the tools themselves write."""

from __future__ import annotations

import json
import random

from tests.kinds.decorations.registry import decoration, some
from tests.kinds.survey import ITEMS
from tests.kinds.table import Cell, Column, Table


def _copied(table: Table, rng: random.Random, changes: dict[str, str]) -> None:
    """Insert rows that look like answers of others; `changes` gives cells by header."""
    for _ in range(rng.randint(1, 3)):
        source, at = rng.randrange(len(table.rows)), rng.randint(0, len(table.rows))
        texts = {}
        for number, column in enumerate(table.columns):
            text = column.cells[source].text
            if column.role in ("response_id", "respondent_code"):
                text = f"{text}9{rng.randint(0, 999)}"
            texts[number] = changes.get(column.headers[0], text)
        table.insert(at, texts)


@decoration("markers rows", layouts="qualtrics", fault="rows of a preview")
def qualtrics_previews(table: Table, rng: random.Random) -> None:
    _copied(table, rng, {"Status": rng.choice(["Survey Preview", "1", "Survey Test", "Spam", "8"])})


@decoration("markers rows", layouts="qualtrics")
def qualtrics_unfinished(table: Table, rng: random.Random) -> None:
    _copied(table, rng, {"Finished": rng.choice(["False", "0"])})


@decoration("markers rows", layouts="alchemer", fault="rows of a preview")
def alchemer_deleted(table: Table, rng: random.Random) -> None:
    _copied(table, rng, {"Status": "Deleted"})


@decoration("markers rows", layouts="alchemer")
def alchemer_partial(table: Table, rng: random.Random) -> None:
    _copied(table, rng, {"Status": rng.choice(["Partial", "Disqualified"])})


@decoration("markers rows", layouts="limesurvey")
def limesurvey_unsent(table: Table, rng: random.Random) -> None:
    _copied(table, rng, {"submitdate. Date submitted": ""})


@decoration("blanks numbers", layouts="qualtrics", kinds="csv", fault="seen but unanswered")
def numbers_seen_but_unanswered(table: Table, rng: random.Random) -> None:
    _unanswered(table, "hours", "visits")


@decoration(
    "blanks labels",
    layouts="qualtrics",
    kinds="csv",
    accepted="unknown_label",
    fault="seen but unanswered",
)
def choices_seen_but_unanswered(table: Table, rng: random.Random) -> None:
    _unanswered(table, *some(rng, ["gender", *ITEMS, "help"]))


def _unanswered(table: Table, *roles: str) -> None:
    for column in table.of(*roles):
        for i, forms in enumerate(table.rows):
            if forms and not column.cells[i].text:
                column.cells[i].text = "-99"


@decoration("numbers", layouts="spss")
def codes_that_the_sav_declares_missing(table: Table, rng: random.Random) -> None:
    code = rng.choice([-9.0, 999.0])
    table.missing = {"hours": code if code < 0 else {"lo": 990, "hi": 999}}
    for cell in table.of("hours")[0].cells:
        if not cell.text:
            cell.text, cell.value = str(code), code


@decoration("ticks labels", layouts="limesurvey", fault="text of other in a column of its own")
def limesurvey_other_column(table: Table, rng: random.Random) -> None:
    column = next(one for one in table.columns if one.role == "help:else")
    column.headers = [f"apu[other]. {table.words.headers['help']['fi']} [Muu]"]
    for cell in column.cells:
        cell.text = "naapurilta" if cell.text else ""


@decoration("headers items", layouts="limesurvey", fault="an array without a question text")
def limesurvey_array_without_stem(table: Table, rng: random.Random) -> None:
    for role in ITEMS:
        for column in table.of(role):
            column.headers = [f"mat[{role}]. [{table.words.headers[role]['fi']}]"]


@decoration(
    "times",
    layouts="limesurvey",
    accepted="removed_times",
    fault="anonymised dates",
)
def limesurvey_anonymised(table: Table, rng: random.Random) -> None:
    [column] = table.of("answered_at")
    if rng.random() < 0.5:
        dates = [Cell(cell.text) for cell in column.cells]
        table.columns.append(Column("", ["datestamp. Date last action"], dates))
    column.cells = [Cell("1980-01-01 00:00:00") for _ in column.cells]


@decoration("markers rows columns order", layouts="redcap", fault="not completed")
def redcap_not_completed(table: Table, rng: random.Random) -> None:
    times = [Cell(cell.text) for cell in table.of("answered_at")[0].cells]
    table.columns.insert(3, Column("", ["kysely_timestamp"], times))
    _copied(table, rng, {"kysely_timestamp": "[not completed]"})


@decoration("markers", layouts="redcap")
def redcap_complete_column(table: Table, rng: random.Random) -> None:
    table.columns.append(Column("", ["kysely_complete"], [Cell("2") for _ in table.rows]))


@decoration("markers", layouts="webropol limesurvey")
def comments_beside_options(table: Table, rng: random.Random) -> None:
    headers = {
        "webropol": "Muualta, Avoimet vastaukset",
        "limesurvey": "apu[SQ001comment]. Kommentti [Ystäviltä]",
    }
    is_limesurvey = table.columns[0].headers[0].startswith("id")
    header = headers["limesurvey" if is_limesurvey else "webropol"]
    table.columns.append(Column("", [header], [Cell("x") for _ in table.rows]))


@decoration(
    "ticks labels blanks",
    layouts="google_forms ms_forms excel",
    kinds="csv xlsx",
    accepted="code_or_text",
    fault="a code beside the other option",
)
def codes_beside_the_other_option(table: Table, rng: random.Random) -> None:
    code = rng.choice(["-99", "999", "AO01", "2"])
    for column in table.of("help"):
        for i, _ in table.answers:
            if not column.cells[i].text:
                column.cells[i] = Cell(code)


@decoration("ticks labels", layouts="ms_forms", kinds="csv xlsx")
def options_as_power_automate_writes_them(table: Table, rng: random.Random) -> None:
    for column in table.of("help"):
        for i, _ in table.answers:
            if chosen := [text for text in column.cells[i].text.split(";") if text]:
                column.cells[i] = Cell(json.dumps(chosen, ensure_ascii=False))


@decoration("ticks labels", layouts="google_forms", kinds="csv xlsx")
def a_semicolon_in_a_free_text(table: Table, rng: random.Random) -> None:
    for column in table.of("help"):
        for i, form in table.answers:
            if "else" in (form.answers["help"] or ()):
                text = column.cells[i].text.replace("Muualta", "naapurista; lehdestä luin")
                column.cells[i] = Cell(text)
