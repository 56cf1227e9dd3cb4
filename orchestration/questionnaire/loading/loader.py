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

from orchestration.core.errors import UserError
from orchestration.questionnaire.checking import forms as form_checks
from orchestration.questionnaire.checking import questionnaire as questionnaire_checks
from orchestration.questionnaire.loading.folders import questionnaire_files
from orchestration.questionnaire.model.base import PATTERNS
from orchestration.questionnaire.model.questionnaire import Form, Questionnaire, Survey

Model = TypeVar("Model", bound=BaseModel)


class QuestionnaireError(UserError):
    """A questionnaire cannot be used; `problems` has one `file:line: …` sentence each."""


# How a problem names a second place, in its own file or in the form's questionnaire: the line is
# known here only.
_REFERENCE = re.compile(r"\{line (of|in questionnaire of) ([^{}]+)\}")


class _Yaml(yaml.CSafeLoader):
    """Safe YAML whose only booleans are true and false, so that `no` and `yes` are words."""


_Yaml.yaml_implicit_resolvers = {
    first: [
        (tag, rule) for tag, rule in rules if tag != "tag:yaml.org,2002:bool" or first in "tTfF"
    ]
    for first, rules in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def load(folders: Iterable[Path]) -> dict[str, Survey]:
    """Read every `<folder>/<name>/questionnaire.yml` with its `forms/*.yml`.

    Returns surveys by questionnaire code, sorted. Raises QuestionnaireError with all problems.
    """
    surveys: dict[str, Survey] = {}
    problems: list[str] = []
    for path in questionnaire_files(folders):
        try:
            survey = load_one(path)
        except QuestionnaireError as error:
            problems += error.problems
            continue
        code = survey.questionnaire.questionnaire
        if code in surveys:
            problems.append(
                f"{path}:1: questionnaire `{code}` is declared twice; rename one of them"
            )
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
    for file in sorted((path.parent / "forms").glob("*.yml")):
        try:
            form = _parse(file, Form, partial(form_checks.problems, questionnaire=questionnaire))
        except QuestionnaireError as error:
            problems += error.problems
            continue
        forms.append(form)
    if not forms and not problems:
        # Without forms: any table whose headers are the questionnaire's own texts.
        forms.append(Form(form="table", tool="excel"))
    if problems:
        raise QuestionnaireError(*problems)
    return Survey(questionnaire, tuple(forms))


def _parse(path: Path, model: type[Model], problems_of: Callable[[Model], Iterable[str]]) -> Model:
    """Read one file as a model that has no problems. Raises QuestionnaireError with all of them."""
    text, node = _read(path)
    try:
        parsed = model.model_validate(yaml.load(text, Loader=_Yaml))
    except ValidationError as error:
        raise QuestionnaireError(
            *(_sentence(path, node, found) for found in error.errors())
        ) from None
    if found := [_located(path, node, problem) for problem in problems_of(parsed)]:
        raise QuestionnaireError(*found)
    return parsed


def _read(path: Path) -> tuple[str, yaml.Node | None]:
    """The text of a YAML file and its nodes, which know their lines."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        node = yaml.compose(text, Loader=_Yaml)
    except UnicodeDecodeError:
        raise QuestionnaireError(f"{path}:1: not UTF-8; save the file as UTF-8") from None
    except yaml.reader.ReaderError as error:
        raise QuestionnaireError(f"{path}:1: not valid YAML: {error.reason}") from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise QuestionnaireError(f"{path}:{line}: not valid YAML: {error.problem}") from None
    _refuse_wrong_keys(path, node)
    return text, node


def _located(path: Path, node: yaml.Node | None, problem: str) -> str:
    """A problem with the line of the key that it begins with, and of the keys it refers to."""
    key = problem.split(": ", 1)[0]

    def place(found: re.Match[str]) -> str:
        file, nodes = path, node
        if found[1] != "of":
            file = path.parent.parent / "questionnaire.yml"
            _, nodes = _read(file)
        return f"{file}:{_line(nodes, tuple(found[2].split('.')))}"

    return f"{path}:{_line(node, tuple(key.split('.')))}: {_REFERENCE.sub(place, problem)}"


def _sentence(path: Path, node: yaml.Node | None, found: dict) -> str:
    where = ".".join(str(part) for part in found["loc"] if part != "[key]")
    message = PATTERNS.get(found.get("ctx", {}).get("pattern"), found["msg"])
    return f"{path}:{_line(node, found['loc'])}: {where + ': ' if where else ''}{message}"


def _line(node: yaml.Node | None, loc: tuple) -> int:
    """Line of the deepest part of `loc` that is in the YAML."""
    line = node.start_mark.line + 1 if node else 1
    for part in loc:
        if isinstance(node, yaml.MappingNode):
            pair = next((kv for kv in node.value if kv[0].value == str(part)), None)
            if pair is None:
                continue
            line, node = pair[0].start_mark.line + 1, pair[1]
        elif isinstance(node, yaml.SequenceNode) and str(part).isdecimal():
            node = node.value[int(part)]
            line = node.start_mark.line + 1
    return line


def _refuse_wrong_keys(path: Path, node: yaml.Node | None) -> None:
    """YAML keeps the last of two equal keys, and makes a key of what follows a comma within `{}`,
    without a message; here both are errors.
    """
    problems = []
    stack = [node]
    while stack:
        current = stack.pop()
        if isinstance(current, yaml.MappingNode):
            seen: set[str] = set()
            for key, value in current.value:
                if not isinstance(key, yaml.ScalarNode):
                    raise QuestionnaireError(
                        f"{path}:{key.start_mark.line + 1}: a key must be a word"
                    )
                if key.value in seen:
                    problems.append(
                        f"{path}:{key.start_mark.line + 1}: `{key.value}` is here twice; remove one"
                    )
                elif current.flow_style and value.start_mark.index == key.end_mark.index:
                    problems.append(
                        f"{path}:{key.start_mark.line + 1}: `{key.value}` stands after a comma without"
                        ' a value; write a text that holds a comma in quotes, {en: "a, b"}'
                    )
                seen.add(key.value)
                stack.append(value)
        elif isinstance(current, yaml.SequenceNode):
            stack.extend(current.value)
    if problems:
        raise QuestionnaireError(*problems)
