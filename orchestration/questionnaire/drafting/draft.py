"""A questionnaire drafted from the table of an unknown export, and what a person must decide.

    columns -> ignored, fields, known questions -> option groups, labels, numbers, texts -> YAML

Belongs here: that order, and the two files. Does not belong here: reading files, the terminal.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from orchestration.core.text import trimmed
from orchestration.questionnaire.drafting import sentences, yaml_text
from orchestration.questionnaire.drafting.field_columns import FoundField, find_fields
from orchestration.questionnaire.drafting.field_values import phases, texts_of, values_of
from orchestration.questionnaire.drafting.file_table import FileColumn, FileTable
from orchestration.questionnaire.drafting.ignored import ignored_columns
from orchestration.questionnaire.drafting.kinds import readings
from orchestration.questionnaire.drafting.known import KnownTexts
from orchestration.questionnaire.drafting.known_parts import KnownParts
from orchestration.questionnaire.drafting.option_groups import join_nameless, option_groups
from orchestration.questionnaire.drafting.questions import Asked, QuestionMaker, Questions
from orchestration.questionnaire.drafting.sentences import Sentence
from orchestration.questionnaire.drafting.shared_labels import shared_labels
from orchestration.questionnaire.drafting.time_points import TimePoints, time_points
from orchestration.questionnaire.drafting.wordings import Wordings

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


@dataclass
class Draft:
    """A drafted questionnaire with its form, and the columns that are not imported, with the reason."""

    questionnaire: Content
    form: Content
    ignored: list[tuple[FileColumn, Sentence]]


def draft(
    table: FileTable, code: str, wordings: Wordings, known: KnownTexts, *, is_guess: bool = False
) -> Draft:
    """The draft of the table as the questionnaire `code`. `is_guess`: nothing speaks for its language."""
    columns = join_nameless(table.columns)
    points = time_points(columns)
    columns = list(points.columns) if points else columns
    table = replace(table, columns=tuple(columns))
    questions = known.questions(table)
    groups = [g for g in option_groups(columns) if not questions.keys() & g.items.keys()]
    asked = {*questions, *(index for group in groups for index in group.items)}
    left_out = {i: why for i, why in ignored_columns(table).items() if i not in asked}
    personal = [i for i, why in left_out.items() if why is not sentences.TOOLS_OWN]
    fields = find_fields(table, known, {*personal, *asked}, is_wide=points is not None)
    used = {one.column.index for one in fields.values()} | asked
    ignored = [(c, left_out[c.index]) for c in columns if c.index in left_out.keys() - used]
    made = Questions()
    parts = KnownParts(made, table, wordings.language)
    parts.add(questions)
    maker = QuestionMaker(table, wordings, known, made)
    for group in groups:
        maker.add_group(group)
    _add_rest([c for c in columns if c.index not in used | left_out.keys()], maker, known)
    questionnaire = _questionnaire(table, code, wordings.language, made, parts)
    if is_guess:
        questionnaire.note((), sentences.LANGUAGE.filled(language=wordings.language))
    if not parts.indicators:
        _offer_indicator(questionnaire)
    form = _form(table, wordings.language, made, parts)
    _add_fields(questionnaire, form, fields, known, wordings, points)
    return Draft(questionnaire, form, ignored)


def _add_rest(columns: list[FileColumn], maker: QuestionMaker, known: KnownTexts) -> None:
    """A question for each column by itself, by what it holds."""
    shared = shared_labels(columns)
    kinds = readings(
        columns, lambda text: known.is_label(text) or trimmed(text) in shared, known.missing
    )
    maker.add_choices([one for one in kinds if one.kind == "choice"])
    maker.add_codes([one for one in kinds if one.kind == "codes"])
    for one in kinds:
        if one.kind in ("number", "date", "open"):
            maker.add_plain(one)


def _questionnaire(
    table: FileTable, code: str, language: str, made: Questions, parts: KnownParts
) -> Content:
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


def _offer_indicator(content: Content) -> None:
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


def _form(table: FileTable, language: str, made: Questions, parts: KnownParts) -> Content:
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


def _add_fields(
    questionnaire: Content,
    form: Content,
    fields: Mapping[str, FoundField],
    known: KnownTexts,
    wordings: Wordings,
    points: TimePoints | None,
) -> None:
    declared: dict[str, Any] = questionnaire.values["fields"]
    own = {role: [one.column.header] for role, one in fields.items() if one.column.code}
    form.values["columns"] = own | form.values["columns"]
    if own:
        form.values.setdefault("language", wordings.language)
    for role, one in fields.items():
        values, notes = values_of(one, known, wordings)
        about: dict[str, Any] = {"header": wordings.header(one.column)}
        if values:
            about["values"] = values
        if role in ("answered_at", "phase", "consent"):
            about["required"] = True
        declared[role] = about
        questionnaire.note(("fields", role), *one.notes, *notes)
    if points:
        _add_points(questionnaire, form, points, wordings)
    _say_what_is_not_there(questionnaire, form, points)


def _say_what_is_not_there(
    questionnaire: Content, form: Content, points: TimePoints | None
) -> None:
    declared = questionnaire.values["fields"]
    if "phase" not in declared:
        questionnaire.note(("fields",), sentences.NO_PHASE)
    if "respondent_code" not in declared:
        questionnaire.note(("fields",), sentences.NO_CODE)
    if "answered_at" not in declared:
        values = declared.get("phase", {}).get("values")
        phases_of_form = points.patterns if points else values or ["single"]
        days = ", ".join(f"{phase}: 2026-01-31" for phase in phases_of_form)
        form.note((), sentences.NO_DATE.filled(days=days))


def _add_points(
    questionnaire: Content, form: Content, points: TimePoints, wordings: Wordings
) -> None:
    """A row per person: the phases are in the names of columns."""
    by_phase, notes = phases(list(points.patterns))
    values = texts_of(by_phase, None, wordings)
    field = {"header": {wordings.language: "phase"}, "values": values}
    questionnaire.values["fields"]["phase"] = field
    questionnaire.note(("fields", "phase"), *notes)
    form.values["time_points"] = points.patterns
