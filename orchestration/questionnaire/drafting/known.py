"""What the questionnaires that are declared already say about an unknown table.

Belongs here: a column whose text and answers are those of a declared question or field, labels that
some declared options have in some language, and words for a kind of missing. Does not belong here:
what else a column may be.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from orchestration.core.text import is_blank, whole_number
from orchestration.core.words import Words
from orchestration.ingest.convert.answer import NO_ANSWER, UNKNOWN, CellAnswers
from orchestration.ingest.convert.several_options import several
from orchestration.ingest.convert.yes_and_no import NO, YES
from orchestration.ingest.readers.cell_values import read_number
from orchestration.questionnaire.drafting.file_table import FileColumn, FileTable
from orchestration.questionnaire.matching.assignment import Target
from orchestration.questionnaire.matching.labels import labels
from orchestration.questionnaire.matching.match import HeaderIndex
from orchestration.questionnaire.model.captions import wordings
from orchestration.questionnaire.model.questionnaire import (
    Choices,
    Question,
    Questionnaire,
    Survey,
)

# So many of the rows that hold something must hold a declared answer.
SHARE = 0.9
# What most forms offer to whoever has no answer.
_MISSING = {
    "dont_know": ("En osaa sanoa", "EOS", "En tiedä", "Ei osaa sanoa", "Kan inte säga", "Vet ej", "Vet inte", "Don't know", "I don't know", "I do not know", "Do not know", "Cannot say", "Not sure", "DK"),
    "refused": ("En halua vastata", "En halua sanoa", "En halua kertoa", "Vill inte svara", "Vill inte säga", "Prefer not to say", "Prefer not to answer", "Rather not say"),
}  # fmt: skip


@dataclass(frozen=True)
class KnownQuestion:
    """A declared question that a column is; `as_numbers` if its answers are bare numbers there, and
    `unknown` the texts that are none of its answers.
    """

    questionnaire: Questionnaire
    code: str
    option: str | None = None
    as_numbers: bool = False
    unknown: frozenset[str] = frozenset()

    @property
    def question(self) -> Question:
        """The question as it is declared."""
        return self.questionnaire.questions[self.code]


@dataclass(frozen=True)
class KnownTexts:
    """All that the declared questionnaires know, in every language."""

    surveys: Mapping[str, Survey]

    @cached_property
    def _indexes(self) -> list[HeaderIndex]:
        return [
            HeaderIndex.of(survey, form)
            for survey in self.surveys.values()
            for form in survey.forms
            if not form.time_points
        ]

    @cached_property
    def choices(self) -> list[tuple[str, Choices]]:
        """(name, options) of every scale and question with options."""
        of_scales = [
            (code, scale)
            for survey in self.surveys.values()
            for code, scale in survey.questionnaire.scales.items()
        ]
        of_questions = [
            (code, survey.questionnaire.choices(code))
            for survey in self.surveys.values()
            for code, question in survey.questionnaire.questions.items()
            if question.options
        ]
        return [*of_scales, *of_questions]

    @cached_property
    def missing(self) -> Words:
        """Text -> the kind of missing that it means: wherever it is declared, and on most forms."""
        declared = (
            (text, kind)
            for _, choices in self.choices
            for kind, texts in choices.missing.items()
            for text in wordings(texts)
        )
        return Words(
            (*declared, *((text, kind) for kind, many in _MISSING.items() for text in many))
        )

    @cached_property
    def _labels(self) -> Words:
        texts = (
            text
            for _, choices in self.choices
            for option in choices.options.values()
            for text in wordings(option)
        )
        return Words((text, "label") for text in texts)

    def is_label(self, text: str) -> bool:
        """True for a text that is certainly nobody's own: a declared label, or a yes or no."""
        plain = text.casefold().strip(" .")
        return text in self._labels or text in self.missing or plain in YES | NO

    def options_of(self, found: Iterable[str]) -> tuple[str, Choices] | None:
        """The declared options among which all these labels are, the fewest first; None if no."""
        found = list(found)
        fits = [
            (len(choices.options), name, choices)
            for name, choices in self.choices
            if all(text in _known(choices) for text in found)
        ]
        if len(found) < 2 or not fits:
            return None
        _, name, choices = min(fits, key=lambda one: one[:2])
        return name, choices

    def questions(self, table: FileTable) -> dict[int, KnownQuestion]:
        """Column -> the declared question that it is, by text and answers; that of the survey with
        which the table has most in common goes first.
        """
        found: dict[str, dict[int, KnownQuestion]] = {}
        for index in self._indexes:
            survey = index.survey.questionnaire
            mine = found.setdefault(survey.questionnaire, {})
            for column in table.columns:
                target = _target(index, column)
                known = target and _fits(survey, target, column)
                if known and column.index not in mine:
                    mine[column.index] = known
        best: dict[int, KnownQuestion] = {}
        for mine in sorted(found.values(), key=lambda one: -len(one)):
            taken = {(one.code, one.option) for one in best.values()}
            for column, known in mine.items():
                if column not in best and (known.code, known.option) not in taken:
                    best[column] = known
                    taken.add((known.code, known.option))
        return best

    def field_of(self, column: FileColumn) -> tuple[Questionnaire, str] | None:
        """The field whose header this is in some questionnaire."""
        for index in self._indexes:
            survey = index.survey.questionnaire
            target = _target(index, column)
            if target and target.code in survey.fields.declared():
                return survey, target.code
        return None


def _target(index: HeaderIndex, column: FileColumn) -> Target | None:
    keys = (*column.keys.whole, *column.keys.joined, *column.keys.items)
    return next((index.known[key][0] for key in keys if key in index.known), None)


def _known(choices: Choices) -> Words:
    return labels({**choices.options, **choices.missing})


def _fits(survey: Questionnaire, target: Target, column: FileColumn) -> KnownQuestion | None:
    """The question if the column holds its answers, or nothing."""
    question = survey.questions.get(target.code)
    if question is None:
        return None
    about = KnownQuestion(survey, target.code, target.option)
    if not column.filled or target.option is not None:
        return about
    if question.kind in ("open", "date", "number"):
        return about if _holds(question, column) else None
    choices = survey.choices(target.code)
    known, missing = _known(choices), labels(choices.missing)
    codes = {whole_number(text) for text in column.counts if text not in missing}
    if question.kind == "scale" and codes and codes <= {*choices.options, "0", "99"}:
        return replace(about, as_numbers=True)
    is_several = question.kind == "multi"
    unknown = frozenset(
        text
        for text in column.counts
        if (unknown_parts(text, known) if is_several else text not in known)
    )
    rows = sum(column.counts[text] for text in unknown)
    if rows > (1 - SHARE) * column.filled or (unknown and (question.scale or is_several)):
        return None
    return replace(about, unknown=unknown)


def _holds(question: Question, column: FileColumn) -> bool:
    """True if a column may hold the numbers, days or texts of a question without options."""
    missing = labels(question.missing)
    numbers = sum(
        rows
        for text, rows in column.counts.items()
        if text in missing or read_number(_unbracketed(text))
    )
    is_number = numbers >= SHARE * column.filled
    return is_number if question.kind == "number" else not is_number or question.kind == "date"


def unknown_parts(cell: str, known: Words) -> list[str]:
    """The parts of a cell of several options that are none of them."""

    def read(text: str) -> CellAnswers | str:
        return CellAnswers([NO_ANSWER]) if text in known or is_blank(text) else UNKNOWN

    return [part for part, one in several(cell, read, None).items() if one == UNKNOWN]


def _unbracketed(text: str) -> str:
    """A count in a log of work may be in brackets."""
    return text.strip().removeprefix("(").removesuffix(")")
