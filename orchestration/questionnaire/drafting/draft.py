"""A questionnaire drafted from the table of an unknown export, and what a person must decide.

    columns -> ignored, fields, known questions -> option groups, labels, numbers, texts -> YAML

Belongs here: that order, and the two files. Does not belong here: reading files, the terminal.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from orchestration.core.text import trimmed
from orchestration.questionnaire.drafting import sentences
from orchestration.questionnaire.drafting.contents import (
    Content,
    form_of,
    offer_indicator,
    questionnaire_of,
)
from orchestration.questionnaire.drafting.field_columns import FoundField, find_fields
from orchestration.questionnaire.drafting.field_values import phases, texts_of, values_of
from orchestration.questionnaire.drafting.file_table import FileColumn, FileTable
from orchestration.questionnaire.drafting.ignored import ignored_columns
from orchestration.questionnaire.drafting.kinds import readings
from orchestration.questionnaire.drafting.known import KnownTexts
from orchestration.questionnaire.drafting.known_parts import KnownParts
from orchestration.questionnaire.drafting.option_groups import join_nameless, option_groups
from orchestration.questionnaire.drafting.questions import QuestionMaker, Questions
from orchestration.questionnaire.drafting.sentences import Sentence
from orchestration.questionnaire.drafting.shared_labels import shared_labels
from orchestration.questionnaire.drafting.time_points import TimePoints, time_points
from orchestration.questionnaire.drafting.wordings import Wordings


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
    _add_rest(
        [c for c in columns if c.index not in used | left_out.keys()], table.rows, maker, known
    )
    questionnaire = questionnaire_of(table, code, wordings.language, made, parts)
    if is_guess:
        questionnaire.note((), sentences.LANGUAGE.filled(language=wordings.language))
    if not parts.indicators:
        offer_indicator(questionnaire)
    form = form_of(table, wordings.language, made, parts)
    _add_fields(questionnaire, form, fields, known, wordings, points)
    return Draft(questionnaire, form, ignored)


def _add_rest(
    columns: list[FileColumn], rows: int, maker: QuestionMaker, known: KnownTexts
) -> None:
    """A question for each column by itself, by what it holds."""
    shared = shared_labels(columns, rows)
    kinds = readings(
        columns, lambda text: known.is_label(text) or trimmed(text) in shared, known.missing
    )
    maker.add_choices([one for one in kinds if one.kind == "choice"])
    maker.add_codes([one for one in kinds if one.kind == "codes"])
    for one in kinds:
        if one.kind in ("number", "date", "open"):
            maker.add_plain(one)


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
