"""Wordings that only folding makes equal, and words whose meaning nobody declared."""

from __future__ import annotations

import random
from dataclasses import replace

from tests.kinds.decorations.registry import decoration
from tests.kinds.survey import Words
from tests.kinds.table import Cell, Table

_UNKNOWN = "unknown_label undivided_options"


def _options(words: Words, question: str, **labels: str) -> Words:
    changed = {code: {"fi": text} for code, text in labels.items()}
    return replace(words, options={**words.options, question: changed})


@decoration(
    "labels phase",
    stage="words",
    without="redcap wide",
    accepted="load",
    fault="labels that only their numbers distinguish",
)
def numbered_phases(words: Words, rng: random.Random) -> Words:
    return replace(words, phases={"start": {"fi": "1. mittaus"}, "end": {"fi": "2. mittaus"}})


@decoration(
    "labels", stage="words", accepted="load", fault="labels that only their numbers distinguish"
)
def numbered_options(words: Words, rng: random.Random) -> Words:
    return _options(words, "sector", town="1. sektori", state="2. sektori", ngo="3. sektori")


@decoration(
    "labels service",
    stage="words",
    accepted="load",
    fault="labels that only their numbers distinguish",
)
def numbered_services(words: Words, rng: random.Random) -> Words:
    services = {"lahti": "1. kerroksen ryhmä", "sysma": "2. kerroksen ryhmä"}
    return replace(words, services=services)


@decoration(
    "headers",
    stage="words",
    without="redcap",
    accepted="load",
    fault="labels that only their numbers distinguish",
)
def numbered_questions(words: Words, rng: random.Random) -> Words:
    headers = {"gender": {"fi": "1. kysymys"}, "sector": {"fi": "2. kysymys"}}
    return replace(words, headers={**words.headers, **headers})


@decoration("labels", stage="words", accepted="load", fault="labels that only folding makes equal")
def options_that_differ_in_marks(words: Words, rng: random.Random) -> Words:
    return _options(words, "sector", town="Ei", state="Ei!", ngo="EI?")


@decoration(
    "questionnaires",
    stage="words",
    accepted="two_forms_fit",
    must_report=True,
    fault="two questionnaires fit",
)
def two_questionnaires_fit(words: Words, rng: random.Random) -> Words:
    return replace(words, twin=True)


@decoration("ticks", stage="words", layouts="limesurvey", fault="an option named as a word for no")
def an_option_named_no(words: Words, rng: random.Random) -> Words:
    words = _options(
        words,
        "help",
        friends=rng.choice(["Ystäviltä", "Kyllä"]),
        office="Ei",
        **{"else": "Muualta"},
    )
    return replace(words, ticks=("Kyllä", "Ei"))


@decoration(
    "ticks",
    layouts="limesurvey surveymonkey webropol paper",
    kinds="csv xlsx",
    fault="yes and no in tick columns",
)
def words_for_yes_and_no(table: Table, rng: random.Random) -> None:
    yes, no = rng.choice([("Kyllä", "Ei"), ("Yes", "No"), ("1", "0"), ("True", "False"), ("Checked", "Unchecked"), ("X", ""), ("Ja", "Nej")])  # fmt: skip
    for column in table.columns:
        if column.role.startswith("help:"):
            for i, form in table.answers:
                column.cells[i] = Cell(
                    yes if column.role[5:] in (form.answers["help"] or ()) else no
                )


@decoration(
    "ticks",
    layouts="alchemer",
    accepted="yes_or_no",
    must_report=True,
    fault="choices that cannot be split",
)
def yes_and_no_without_option_names(table: Table, rng: random.Random) -> None:
    """`Column2` names no option: which one was chosen cannot be known."""
    words_for_yes_and_no(table, rng)


@decoration(
    "ticks labels",
    layouts="google_forms ms_forms excel",
    kinds="csv xlsx",
    accepted=_UNKNOWN,
    fault="choices that cannot be split",
)
def choices_split_by_blanks(table: Table, rng: random.Random) -> None:
    for column in table.of("help"):
        for i, form in table.answers:
            column.cells[i] = Cell(" ".join(sorted(form.answers["help"] or ())))


@decoration(
    "ticks labels",
    layouts="google_forms ms_forms excel",
    kinds="csv xlsx",
    accepted=_UNKNOWN,
    fault="free text beside the options",
)
def free_text_as_an_answer(table: Table, rng: random.Random) -> None:
    for column in table.of("help"):
        for i, form in table.answers:
            if "else" in (form.answers["help"] or ()):
                column.cells[i].text = column.cells[i].text.replace("Muualta", "naapurin mummolta")


@decoration(
    "forms labels headers language",
    language="en",
    stage="words",
    without="redcap wide",
    fault="language of a file",
)
def english_with_two_forms(words: Words, rng: random.Random) -> Words:
    return replace(words, form={"language": "en"}, second_language="fi")
