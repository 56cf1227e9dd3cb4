"""What the questionnaires that are declared already say about an unknown table.

Belongs here: a column whose text and answers are those of a declared question or field, labels that
some declared options have in some language, and words for a kind of missing. Does not belong here:
what else a column may be.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from orchestration.core.words import Words
from orchestration.ingest.convert.yes_and_no import NO, YES
from orchestration.questionnaire.drafting.file_table import FileColumn, FileTable
from orchestration.questionnaire.drafting.known_question import (
    KnownQuestion,
    known_labels,
    known_question,
)
from orchestration.questionnaire.matching.assignment import Target
from orchestration.questionnaire.matching.match import HeaderIndex
from orchestration.questionnaire.model.captions import wordings
from orchestration.questionnaire.model.questionnaire import (
    Choices,
    Questionnaire,
    Survey,
)

# What most forms offer to whoever has no answer.
_MISSING = {
    "dont_know": ("En osaa sanoa", "EOS", "En tiedä", "Ei osaa sanoa", "Kan inte säga", "Vet ej", "Vet inte", "Don't know", "I don't know", "I do not know", "Do not know", "Cannot say", "Not sure", "DK"),
    "refused": ("En halua vastata", "En halua sanoa", "En halua kertoa", "Vill inte svara", "Vill inte säga", "Prefer not to say", "Prefer not to answer", "Rather not say"),
}  # fmt: skip


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
            if all(text in known_labels(choices) for text in found)
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
                known = target and known_question(survey, target, column)
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
