"""The register of themes: what reviewers look for in the open answers to a question.

Belongs here: reading `registers/themes.csv`. It is no input of the data: changing it reads nothing
again. Does not belong here: which answer has which theme (open_answers).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from orchestration.ingest.registers.register_file import lines_of
from orchestration.ingest.registers.registers import RegisterError

REGISTER = "themes"
COLUMNS = ("questionnaire_code", "question_code", "theme_code", "name_fi", "name_sv", "name_en")


@dataclass(frozen=True)
class Theme:
    """A line of the register. Names in Swedish and English may be empty."""

    questionnaire_code: str
    question_code: str
    theme_code: str
    name_fi: str
    name_sv: str
    name_en: str


def load(folder: Path, open_questions: Collection[tuple[str, str]]) -> list[Theme]:
    """Read the register; an absent file is an empty one. Raises RegisterError by file and line.

    `open_questions`: questionnaire and question of every open question that people are asked.
    """
    file, problems = folder / f"{REGISTER}.csv", list[str]()
    found, seen = [], set[tuple[str, str, str]]()
    for row in lines_of(file, COLUMNS, problems):
        theme = Theme(**row)
        question = theme.questionnaire_code, theme.question_code
        wrong = []
        if question not in open_questions:
            wrong.append("there is no such open question of people")
        if not theme.theme_code.replace("_", "").isalnum():
            wrong.append("`theme_code` has letters, digits and _ only, and is not empty")
        if not theme.name_fi:
            wrong.append("`name_fi` is empty")
        if (*question, theme.theme_code) in seen:
            wrong.append("the theme is repeated")
        seen.add((*question, theme.theme_code))
        problems += [f"{file}:{row.number}: {problem}" for problem in wrong]
        found.append(theme)
    if problems:
        raise RegisterError(*problems)
    return found
