"""All results pages: one folder of static files for each language, Finnish at the top.

Belongs here: which pages there are, their files and links. Does not belong here: what one says.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from orchestration.outputs.pages import index, pictures
from orchestration.outputs.pages.governance import waves
from orchestration.outputs.pages.groups import Groups, Place, places
from orchestration.outputs.pages.logs import logs
from orchestration.outputs.questions.ask import Answer, tables
from orchestration.outputs.wording.language import LANGUAGES, NAMES, Language

TEMPLATES = Path(__file__).parent / "templates"
# Where the pages of a language are, below the folder of the pages.
FOLDERS = {"fi": "", "sv": "sv/", "en": "en/"}
INDEX, WORKBOOK = "index.html", "results.xlsx"
Page = tuple[str, str, dict[str, Any]]


def write_pages(answers: Mapping[str, Answer], folder: Path) -> int:
    """Write every page into a folder that is made for them; returns how many.

    `answers` are those of `questions.ask_all`. The same answers give the same bytes.
    """
    groups, everywhere = Groups(answers), places(answers)
    count = 0
    for say in LANGUAGES:
        target = folder / FOLDERS[say.code]
        target.mkdir(parents=True)
        for name, template, values in _pages(answers, groups, everywhere, say):
            text = _template(template).render(
                values,
                say=say,
                links=_links(say, name),
                release=answers["release"].records[0],
            )
            (target / name).write_bytes(text.encode())
            count += 1
    return count


def _pages(
    answers: Mapping[str, Answer], groups: Groups, everywhere: list[Place], say: Language
) -> Iterator[Page]:
    for place in everywhere:
        yield place.file, "group.html.j2", {"page": groups.page(place, say)}
    for wave in waves(answers):
        yield wave.file, "wave.html.j2", {"wave": wave}
    for log in logs(answers):
        yield log.file, "log.html.j2", {"log": log}
    for file, values in _questionnaires(answers):
        yield file, "questionnaire.html.j2", values
    yield "dictionary.html", "dictionary.html.j2", {"tables": list(tables().values())}
    sections = list(index.sections(answers, groups, everywhere, say))
    up = "../../" if FOLDERS[say.code] else "../"
    yield INDEX, "index.html.j2", {"sections": sections, "workbook": f"{up}{WORKBOOK}"}


def _questionnaires(answers: Mapping[str, Answer]) -> Iterator[tuple[str, dict[str, Any]]]:
    """What people are asked, with the indicators and the figures to compare them with."""
    for code, of in groupby(
        answers["questionnaires"].records, key=itemgetter("questionnaire_code")
    ):
        questions = list(of)
        named = {
            name: [row for row in answers[name].records if row["questionnaire_code"] == code]
            for name in ("indicators", "references")
        }
        yield f"questionnaire-{code}.html", {"questions": questions, **named}


def _links(say: Language, name: str) -> dict[str, str]:
    """Where the same page is in each language, seen from this one."""
    up = "../" if FOLDERS[say.code] else ""
    return {code: f"{up}{folder}{name}" for code, folder in FOLDERS.items()}


@functools.cache
def _template(name: str) -> jinja2.Template:
    return _environment().get_template(name)


@functools.cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    css = (TEMPLATES / "style.css").read_text(encoding="utf-8")
    environment.globals |= {
        "css": Markup(css),
        "languages": LANGUAGES,
        "names": NAMES,
        "change_text": pictures.change_text,
    }
    return environment
