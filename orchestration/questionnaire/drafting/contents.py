"""The two files of a draft as plain values, with the sentences at their keys.

Belongs here: what stands in `questionnaire.yml` and in the form, fields aside (draft). Does not belong
here: how they are written (yaml_text).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from orchestration.questionnaire.drafting import sentences, yaml_text
from orchestration.questionnaire.drafting.file_table import FileTable
from orchestration.questionnaire.drafting.known_parts import KnownParts
from orchestration.questionnaire.drafting.questions import Asked, Questions
from orchestration.questionnaire.drafting.sentences import Sentence

# With fewer rows no label is on enough of them.
FEW_ROWS = 10
_FEWEST_ITEMS = 3


@dataclass
class Content:
    """What one file of the draft holds, and the sentences at its keys."""

    values: dict[str, Any]
    notes: dict[yaml_text.Path, list[Sentence]] = field(default_factory=dict)

    def note(self, path: yaml_text.Path, *found: Sentence) -> None:
        """Add sentences above the key at a path; the empty path is the top of the file."""
        if found:
            self.notes.setdefault(path, []).extend(found)


def questionnaire_of(
    table: FileTable, code: str, language: str, made: Questions, parts: KnownParts
) -> Content:
    """The questionnaire with everything but its fields."""
    asked = sorted(made.asked.values(), key=lambda one: one.place)
    used = {one.content.get("scale") for one in asked}
    values: dict[str, Any] = {
        "questionnaire": code,
        "subject": parts.subject,
        "scope": code,
        "title": {language: code.replace("_", " ").capitalize()},
        "scales": {name: scale for name, scale in made.scales.items() if name in used},
        "fields": {},
        "questions": {one.code: one.content for one in asked},
        "indicators": parts.indicators,
    }
    content = Content(values)
    content.note((), sentences.HEAD.filled(rows=table.rows))
    if table.rows < FEW_ROWS:
        content.note((), sentences.FEW_ROWS)
    content.note((), *parts.partial)
    content.note(("subject",), sentences.SUBJECT)
    content.note(("scope",), sentences.SCOPE)
    content.note(("title",), sentences.TITLE)
    for name in values["scales"]:
        content.note(("scales", name), *made.scale_notes[name])
    for one in asked:
        content.note(("questions", one.code), *one.notes)
    content.note(("questions",), *parts.copied, *_of_several(asked, language, parts.subject))
    return content


def _of_several(asked: list[Asked], language: str, subject: str) -> Iterator[Sentence]:
    """What is said once of all questions that it is about."""
    numbers = [
        one.code
        for one in asked
        if one.content.get("type") == "number" and "bands" not in one.content
    ]
    if numbers and subject == "person":
        yield sentences.BANDS.filled(codes=", ".join(numbers))
    without = [
        one.code
        for one in asked
        if one.columns and one.content["text"] == {language: one.columns[0]}
    ]
    if without:
        yield sentences.WORDING_OF_CODE.filled(codes=", ".join(without))


def offer_indicator(content: Content) -> None:
    """The lines of an indicator over the scale that most questions have, for a person to use or not."""
    questions, scales = content.values["questions"], content.values["scales"]
    by_scale = {
        name: [code for code, one in questions.items() if one.get("scale") == name]
        for name in scales
    }
    name, items = max(by_scale.items(), key=lambda one: len(one[1]), default=("", []))
    if len(items) < _FEWEST_ITEMS:
        return
    codes = list(scales[name]["options"])
    are_numbers = all(code.isdecimal() for code in codes)
    low, high = (min(map(int, codes)), max(map(int, codes))) if are_numbers else (1, len(codes))
    title = yaml_text.one_line(content.values["title"])
    about = {"name": content.values["questionnaire"], "title": title, "items": ", ".join(items)}
    sentence = sentences.INDICATOR.filled(low=low, high=high, count=len(items), **about)
    content.note(yaml_text.END, sentence)


def form_of(table: FileTable, language: str, made: Questions, parts: KnownParts) -> Content:
    """The form: the columns that the tool names otherwise, and the direction of bare numbers."""
    tool = "spss" if table.sheet == "sav" else table.tool or "excel"
    asked = sorted(made.asked.values(), key=lambda one: one.place)
    columns = {one.code: one.columns for one in asked if one.columns}
    options = {one.code: one.option_columns for one in asked if one.option_columns}
    values: dict[str, Any] = {"form": tool, "tool": tool}
    if columns or options:
        values |= {"language": language}
    content = Content(values | {"columns": columns, "option_columns": options})
    for scale, low in parts.bare.items():
        content.note((), sentences.BARE_KNOWN.filled(low=low, scale=scale))
    return content
