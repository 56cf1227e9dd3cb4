"""A group of open answers as the desk sees it: which there are, what they are called, what was read of them.

Belongs here: from an address to a group, and its names in the visitor's language. Does not belong here: the pages
and forms (open_answers).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from orchestration.desk.pages import NotShownError
from orchestration.desk.visit import Visit
from orchestration.html.texts import LANGUAGES
from orchestration.open_answers import deciding, kept, waiting
from orchestration.open_answers.deciding import Names
from orchestration.open_answers.statements import Group, Reading
from orchestration.open_answers.waiting import Answer, Waiting
from orchestration.privacy import open_themes

PATH = "/open-answers"


@dataclass(frozen=True)
class GroupPage:
    """A group with what is known of it. `themes`: code and names of those that are declared for its question."""

    visit: Visit
    group: Waiting
    themes: Names

    @property
    def path(self) -> str:
        """Its address."""
        return f"{PATH}/{'/'.join(map(str, self.group.group))}"

    @cached_property
    def read(self) -> dict[str, Reading]:
        """The answers that were read, with their themes."""
        return kept.readings(self.visit.desk.settings.root)

    @cached_property
    def unread(self) -> list[Answer]:
        """The answers that nobody has read with all themes before them, each text of a form once."""
        return [one for one in self.answers if not self.is_read(one)]

    def is_read(self, answer: Answer) -> bool:
        """True if somebody read it and chose among the themes that there are."""
        return deciding.is_read(answer.key, self.read, self.themes)

    @cached_property
    def answers(self) -> list[Answer]:
        """All answers, each text of a form once."""
        return list({answer.key: answer for answer in self.group.answers}.values())


def groups(visit: Visit) -> list[Waiting]:
    """The groups of open questions that are declared."""
    declared = visit.declared.open_questions()
    found = waiting.groups(visit.desk.settings.root).values()
    return [one for one in found if question(one.group) in declared]


def may_be_read(group: Waiting) -> bool:
    """Of fewer people nothing could be published, and whoever reads would know how few they are."""
    return group.person_count >= open_themes.SMALLEST


def page_of(visit: Visit) -> GroupPage:
    """The group that a page is about. Raises NotShownError where there is none, or of too few people."""
    parts = visit.parts
    wanted = Group(parts["questionnaire"], parts["period"], parts["question"])
    found = {one.group: one for one in groups(visit)}.get(wanted)
    if found is None or not may_be_read(found):
        raise NotShownError(404, "open.no_group")
    themes = [
        (one.theme_code, one.name_fi, one.name_sv, one.name_en)
        for one in visit.declared.themes()
        if (one.questionnaire_code, one.question_code) == question(wanted)
    ]
    return GroupPage(visit, found, themes)


def question(group: Group) -> tuple[str, str]:
    """Questionnaire and question."""
    return group.questionnaire_code, group.question_code


def names(visit: Visit, group: Group) -> dict[str, Any]:
    """What the group is called, in the visitor's language where it is said in that."""
    survey = visit.declared.surveys()[group.questionnaire_code].questionnaire
    texts = {"title": survey.title, "question": survey.questions[group.question_code].text}
    year, half = divmod(group.period_key, 10)
    return {key: _said(text, visit.language) for key, text in texts.items()} | {
        "year": year,
        "half": half,
    }


def theme(visit: Visit, code: str, *in_languages: str) -> dict[str, Any]:
    """A theme with its name."""
    in_language = dict(zip(LANGUAGES, in_languages, strict=True))
    return {
        "code": code,
        "name": _said({k: v for k, v in in_language.items() if v}, visit.language),
    }


def _said(texts: Any, language: str) -> tuple[str, str]:
    """A text and the language that it is in."""
    known: Iterable[str] = (language, "fi", *texts)
    code = next(one for one in known if one in texts)
    return code, texts[code]
