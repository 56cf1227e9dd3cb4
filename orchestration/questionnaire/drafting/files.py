"""The files of a draft: they load, and say where a person must decide.

Belongs here: the text of `questionnaire.yml` and of the form, taking out what cannot be declared, and
the lines with a decision. Does not belong here: writing to the disk.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import ValidationError

from orchestration.privacy.personal_data import may_be_shown
from orchestration.questionnaire.checking import forms as form_checks
from orchestration.questionnaire.checking import questionnaire as questionnaire_checks
from orchestration.questionnaire.drafting import sentences
from orchestration.questionnaire.drafting.contents import Content
from orchestration.questionnaire.drafting.draft import Draft
from orchestration.questionnaire.drafting.sentences import DECIDE_EN
from orchestration.questionnaire.drafting.yaml_text import yaml_text
from orchestration.questionnaire.model.questionnaire import Form, Questionnaire

QUESTIONNAIRE = "questionnaire.yml"
_SCHEMAS = {
    QUESTIONNAIRE: "# yaml-language-server: $schema=../questionnaire.schema.json",
    "form": "# yaml-language-server: $schema=../../form.schema.json",
}


@dataclass(frozen=True)
class Files:
    """The text of each file by its place in the questionnaire's folder."""

    texts: dict[str, str]

    def decisions(self) -> list[tuple[str, int, str, str]]:
        """(file, line, Finnish, English) of everything that a person must decide."""
        found = []
        for name, text in self.texts.items():
            lines = text.splitlines()
            for number, line in enumerate(lines):
                _, mark, english = line.partition(f"# {DECIDE_EN}: ")
                if mark:
                    finnish = lines[number - 1].partition(": ")[2]
                    found.append((name, number, finnish, english))
        return found


def files_of(draft: Draft) -> Files:
    """The draft as files that the loader takes."""
    dropped = _drop_collisions(draft)
    first = _without_empty(draft.questionnaire)
    texts = {QUESTIONNAIRE: _text(QUESTIONNAIRE, first) + "".join(_ignored(draft, dropped))}
    form = _without_empty(draft.form)
    if form.values.keys() - {"form", "tool"} or form.notes or form.values["tool"] != "excel":
        texts[f"forms/{form.values['form']}.yml"] = _text("form", form)
    return Files(texts)


def _text(kind: str, content: Content) -> str:
    comments = {
        path: [line for one in found for line in one.comments()]
        for path, found in content.notes.items()
    }
    comments[()] = [_SCHEMAS[kind], *comments.get((), [])]
    return yaml_text(content.values, comments)


def _without_empty(content: Content) -> Content:
    """Without keys that hold nothing, unless something is said about them."""
    values = {k: v for k, v in content.values.items() if v != {} or (k,) in content.notes}
    return Content(values, content.notes)


def _ignored(draft: Draft, dropped: list[str]) -> Iterator[str]:
    places = [(column.cell, column.header, why) for column, why in draft.ignored]
    places += [("", code, sentences.COLLIDES) for code in dropped]
    if places:
        yield "\n" + "\n".join(sentences.NOT_IMPORTED.comments()) + "\n"
    for cell, header, why in places:
        name = f" “{header}”" if header and may_be_shown(header) else ""
        yield f"# {cell}{name}: {why.fi} / {why.en}\n".replace("#  ", "# ")


def _drop_collisions(draft: Draft) -> list[str]:
    """Take out questions that cannot be declared beside the others; returns their codes."""
    dropped: list[str] = []
    for _ in range(len(draft.questionnaire.values["questions"])):
        code = next(_colliding(draft), None)
        if code is None:
            break
        dropped.append(code)
        draft.questionnaire.values["questions"].pop(code)
        draft.questionnaire.notes.pop(("questions", code), None)
        for key in ("columns", "option_columns"):
            draft.form.values[key].pop(code, None)
    return dropped


def _colliding(draft: Draft) -> Iterator[str]:
    """Codes of questions with which the model or its checks find something wrong."""
    questions = draft.questionnaire.values["questions"]
    try:
        questionnaire = Questionnaire.model_validate(draft.questionnaire.values)
        form = Form.model_validate(draft.form.values)
    except ValidationError as error:
        yield from (str(e["loc"][1]) for e in error.errors() if e["loc"][:1] == ("questions",))
        return
    found = [
        *questionnaire_checks.problems(questionnaire),
        *form_checks.problems(form, questionnaire),
    ]
    for problem in found:
        key = problem.split(": ", 1)[0].split(".")
        if (
            len(key) > 1
            and key[0] in ("questions", "columns", "option_columns")
            and key[1] in questions
        ):
            yield key[1]
