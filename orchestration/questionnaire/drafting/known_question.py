"""Whether a column is a declared question: it has its text, and does it hold its answers?

Belongs here: the answers. Does not belong here: looking for the text (known).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from orchestration.core.text import is_blank, whole_number
from orchestration.core.words import Words
from orchestration.ingest.convert.answer import NO_ANSWER, UNKNOWN, CellAnswers
from orchestration.ingest.convert.several_options import several
from orchestration.ingest.readers.cell_values import read_number
from orchestration.questionnaire.drafting.file_table import FileColumn
from orchestration.questionnaire.matching.assignment import Target
from orchestration.questionnaire.matching.labels import labels
from orchestration.questionnaire.model.questionnaire import Choices, Question, Questionnaire

# So many of the rows that hold something must hold a declared answer.
SHARE = 0.9


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


def known_labels(choices: Choices) -> Words:
    """The labels of all options and kinds of missing."""
    return labels({**choices.options, **choices.missing})


def known_question(
    survey: Questionnaire, target: Target, column: FileColumn
) -> KnownQuestion | None:
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
    known, missing = known_labels(choices), labels(choices.missing)
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
