"""All results pages: one folder of static files for each language, Finnish at the top.

Belongs here: which pages there are, their files and links. Does not belong here: what one says.
"""

from __future__ import annotations

import functools
from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from orchestration.html.pages import environment
from orchestration.html.texts import speaker
from orchestration.outputs.pages import index, pictures
from orchestration.outputs.pages.governance import waves
from orchestration.outputs.pages.groups import Groups, Place, places
from orchestration.outputs.pages.languages import by_language
from orchestration.outputs.pages.logs import logs
from orchestration.outputs.pages.open_answers import open_answers
from orchestration.outputs.questions.ask import Answer, tables
from orchestration.outputs.wording.language import LANGUAGES, Language

TEMPLATES = Path(__file__).parent / "templates"
# Where the pages of a language are, below the folder of the pages.
FOLDERS = {"fi": "", "sv": "sv/", "en": "en/"}
INDEX, WORKBOOK = "index.html", "results.xlsx"
_TITLE = "questionnaire_title"


@dataclass(frozen=True)
class Page:
    """A page in one language: its file, template and title, what kind of page it is, its values."""

    file: str
    template: str
    title: str
    kind: str
    values: Mapping[str, Any]


def write_pages(answers: Mapping[str, Answer], folder: Path) -> int:
    """Write every page into a folder that is made for them; returns how many.

    `answers` are those of `questions.ask_all`. The same answers give the same bytes.
    """
    groups, everywhere = Groups(answers), places(answers)
    release = answers["release"].records[0]
    count = 0
    for say in LANGUAGES:
        target = folder / FOLDERS[say.code]
        target.mkdir(parents=True)
        t = speaker(say.code)
        for page in _pages(answers, groups, everywhere, say):
            text = _template(page.template).render(
                page.values,
                say=say,
                t=t,
                language=say.code,
                file=page.file,
                title=page.title,
                kind=page.kind,
                links=_links(say, page.file),
                release=release,
                is_synthetic=release["is_synthetic"],
            )
            (target / page.file).write_bytes(text.encode())
            count += 1
    return count


def _pages(
    answers: Mapping[str, Answer], groups: Groups, everywhere: list[Place], say: Language
) -> Iterator[Page]:
    for place in everywhere:
        title, kind = say.text(place.row, place.name_column), say(f"kind_{place.kind}")
        yield Page(place.file, "group", title, kind, {"page": groups.page(place, say)})
    for wave in waves(answers):
        title, kind = say.text(wave.first, _TITLE), say("wave", wave=wave.first["wave_code"])
        yield Page(wave.file, "wave", title, kind, {"wave": wave})
    for log in logs(answers):
        title = say.text(log.first, _TITLE)
        yield Page(log.file, "log", title, say("activities"), {"log": log})
    yield from _questionnaires(answers, say)
    named = {"tables": list(tables().values())}
    yield Page("dictionary.html", "dictionary", say("index_dictionary"), "", named)
    listed = {"sections": list(index.sections(answers, groups, everywhere, say))}
    up = "../../" if FOLDERS[say.code] else "../"
    values = listed | {"workbook": f"{up}{WORKBOOK}"} | _filter()
    yield Page(INDEX, "index", say("site"), "", values)


def _questionnaires(answers: Mapping[str, Answer], say: Language) -> Iterator[Page]:
    """What people are asked, with the indicators and the figures to compare them with."""
    rows = answers["questionnaires"].records
    for code, of in groupby(rows, key=itemgetter("questionnaire_code")):
        questions = list(of)
        values: dict[str, Any] = {
            "questions": questions,
            "languages": by_language(answers, code, say),
            "open_answers": open_answers(answers, code),
        }
        for name in ("indicators", "references"):
            found = answers[name].records
            values[name] = [row for row in found if row["questionnaire_code"] == code]
        title, file = say.text(questions[0], _TITLE), f"questionnaire-{code}.html"
        yield Page(file, "questionnaire", title, say("questionnaires"), values)


def _links(say: Language, name: str) -> dict[str, str]:
    """Where the same page is in each language, seen from this one."""
    up = "../" if FOLDERS[say.code] else ""
    return {code: f"{up}{folder}{name}" for code, folder in FOLDERS.items()}


@functools.cache
def _filter() -> dict[str, Any]:
    """The one script, which filters the front page while somebody types, and leave to run it."""
    script = (TEMPLATES / "filter.js").read_text(encoding="utf-8")
    digest = b64encode(sha256(script.encode()).digest()).decode()
    return {
        "script": Markup(script),
        "script_policy": Markup(f"script-src 'sha256-{digest}'; "),
    }


@functools.cache
def _template(name: str) -> jinja2.Template:
    made = environment(TEMPLATES)
    made.globals["change_text"] = pictures.change_text
    return made.get_template(f"{name}.html.jinja")
