"""Reads questionnaires from folders into the model; every error names file and line.

Belongs here: YAML, the folder layout, and turning pydantic's errors into sentences.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from orchestration.questionnaire.checking import forms as form_checks
from orchestration.questionnaire.checking import questionnaire as questionnaire_checks
from orchestration.questionnaire.loading.folders import questionnaire_files, unread_files
from orchestration.questionnaire.loading.yaml_file import (
    QuestionnaireError,
    line_of,
    read,
    values_of,
)
from orchestration.questionnaire.model.base import KINDS, PATTERNS
from orchestration.questionnaire.model.questionnaire import Form, Questionnaire, Survey

Model = TypeVar("Model", bound=BaseModel)

# How a problem names a second place, in its own file or in the form's questionnaire: the line is
# known here only.
_REFERENCE = re.compile(r"\{line (of|in questionnaire of) ([^{}]+)\}")
_UNREAD = (
    "nothing reads this file. A questionnaire is `questionnaire.yml` in a folder of its own below"
    " `questionnaires/`, its forms are `forms/*.yml` there: move or rename it, or take it away"
)
# What pydantic adds to a place for each thing that may be there.
_ALTERNATIVE = re.compile(r"^(?:str|constrained-str|list\[.*|function-.*)$")


def load(folders: Iterable[Path]) -> dict[str, Survey]:
    """Read every `<folder>/<name>/questionnaire.yml` with its `forms/*.yml`.

    Returns surveys by questionnaire code, sorted. Raises QuestionnaireError with all problems.
    """
    surveys: dict[str, Survey] = {}
    files: dict[str, Path] = {}
    folders = list(folders)
    problems = [f"{file}:1: {_UNREAD}" for file in unread_files(folders)]
    for path in questionnaire_files(folders):
        try:
            survey = load_one(path)
        except QuestionnaireError as error:
            problems += error.problems
            continue
        code = survey.questionnaire.questionnaire
        if (first := files.setdefault(code, path)) != path:
            problems.append(_twice("questionnaire", code, path, first))
        surveys[code] = survey
    if problems:
        raise QuestionnaireError(*problems)
    return dict(sorted(surveys.items()))


def load_questionnaire(path: Path) -> Questionnaire:
    """Read one `questionnaire.yml` without its forms. Raises QuestionnaireError."""
    return _parse(path, Questionnaire, questionnaire_checks.problems)


def load_one(path: Path) -> Survey:
    """Read one `questionnaire.yml` with its forms. Raises QuestionnaireError."""
    questionnaire = load_questionnaire(path)
    problems: list[str] = []
    forms: list[Form] = []
    files: dict[str, Path] = {}
    for file in sorted((path.parent / "forms").glob("*.yml")):
        try:
            form = _parse(file, Form, partial(form_checks.problems, questionnaire=questionnaire))
        except QuestionnaireError as error:
            problems += error.problems
            continue
        if (first := files.setdefault(form.form, file)) != file:
            problems.append(_twice("form", form.form, file, first))
        forms.append(form)
    if not forms and not problems:
        # Without forms: any table whose headers are the questionnaire's own texts.
        forms.append(Form(form="table", tool="excel"))
    if problems:
        raise QuestionnaireError(*problems)
    return Survey(questionnaire, tuple(forms))


def _twice(key: str, code: str, file: Path, first: Path) -> str:
    lines = [line_of(read(each)[1], (key,)) for each in (file, first)]
    return f"{file}:{lines[0]}: {key}: `{code}` is already that of {first}:{lines[1]}; rename one of them"


def _parse(path: Path, model: type[Model], problems_of: Callable[[Model], Iterable[str]]) -> Model:
    """Read one file as a model that has no problems. Raises QuestionnaireError with all of them."""
    text, node = read(path)
    try:
        parsed = model.model_validate(values_of(path, text))
    except ValidationError as error:
        raise QuestionnaireError(*_sentences(path, node, error)) from None
    if found := [_located(path, node, problem) for problem in problems_of(parsed)]:
        raise QuestionnaireError(*found)
    return parsed


def _located(path: Path, node: yaml.Node | None, problem: str) -> str:
    """A problem with the line of the key that it begins with, or of what it names there, and of the
    keys that it refers to.
    """
    key, sentence = problem.split(": ", 1)

    def place(found: re.Match[str]) -> str:
        file, nodes = path, node
        if found[1] != "of":
            file = path.parent.parent / "questionnaire.yml"
            _, nodes = read(file)
        return f"{file}:{line_of(nodes, tuple(found[2].split('.')))}"

    line = line_of(node, (*key.split("."), sentence.split(" ", 1)[0]))
    return f"{path}:{line}: {_REFERENCE.sub(place, problem)}"


def _sentences(path: Path, node: yaml.Node | None, error: ValidationError) -> list[str]:
    """The errors of the model, one for each place: what may be a text or a list has two of one cause."""
    sentences: dict[str, str] = {}
    for found in error.errors():
        parts = [str(part) for part in found["loc"] if part != "[key]"]
        where = ".".join(part for part in parts if not _ALTERNATIVE.match(part))
        message = PATTERNS.get(found.get("ctx", {}).get("pattern")) or KINDS.get(found["type"])
        message = message or found["msg"].removeprefix("Value error, ")
        place = f"{path}:{line_of(node, found['loc'])}: {where + ': ' if where else ''}"
        sentences.setdefault(place, place + message)
    return list(sentences.values())
