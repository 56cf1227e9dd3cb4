"""Answers by the language of the form, on the page of a questionnaire.

Belongs here: which rows a page shows, and what its columns are called. Does not belong here: how
they look, shares (bars).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from orchestration.outputs.pages.bars import Bar, bar
from orchestration.outputs.questions.ask import Answer, Row
from orchestration.outputs.wording.language import Language


@dataclass(frozen=True)
class AnswersByLanguage:
    """The answers of some people to a question, a column for each language.

    `columns`: language, how many answered, how many did not. `options`: text of the option, and its
    bar per column. `others`: the names of all languages that may be in a merged column.
    """

    question: Markup
    period: Markup
    about: str
    columns: tuple[tuple[str, int, int], ...]
    options: tuple[tuple[Markup, tuple[Bar, ...]], ...]
    others: Markup | None


def by_language(
    answers: Mapping[str, Answer], code: str, say: Language
) -> list[list[AnswersByLanguage]]:
    """The latest half-year of a questionnaire: for each question the answers of each kind of people."""
    known = answers["answers_by_language"].records
    rows = [row for row in known if row["questionnaire_code"] == code]
    newest = max((row["period_key"] for row in rows), default=None)
    latest = [row for row in rows if row["period_key"] == newest]
    found = groupby(latest, key=lambda row: row["question_key"])
    return [_of_question(list(of), say) for _, of in found]


def questionnaires_of(answers: Mapping[str, Answer]) -> dict[int, Row]:
    """Question key -> a row of its questionnaire, of the questions whose answers have languages."""
    return {row["question_key"]: row for row in answers["answers_by_language"].records}


def _of_question(rows: list[Row], say: Language) -> list[AnswersByLanguage]:
    kinds = groupby(rows, key=lambda row: (row["pairing_status_code"], row["phase_code"]))
    return [_one(list(of), say) for _, of in kinds]


def _one(rows: list[Row], say: Language) -> AnswersByLanguage:
    first = rows[0]
    languages = {code: list(of) for code, of in groupby(rows, key=lambda row: row["language_code"])}
    merged = [of[0] for code, of in languages.items() if _is_merged(code)]
    labels = {
        row["option_key"]: say.marked(row, "option_label") for row in rows if not row["is_missing"]
    }
    counts = {(row["language_code"], row["option_key"]): row["answer_count"] for row in rows}
    answered = {code: of[0]["answered_count"] for code, of in languages.items()}
    return AnswersByLanguage(
        question=say.marked(first, "question_text"),
        period=say.marked(first, "period_name"),
        about=say(f"people_{first['pairing_status_code']}_{first['phase_code']}"),
        columns=tuple(
            (_name(of[0], say), answered[code], of[0]["person_count"] - answered[code])
            for code, of in languages.items()
        ),
        options=tuple(
            (label, tuple(bar(counts[code, key], answered[code], say) for code in languages))
            for key, label in labels.items()
        ),
        others=say.marked(merged[0], "language_name") if merged else None,
    )


def _name(row: Row, say: Language) -> str:
    """A merged group has a long name, which stands below the table."""
    if _is_merged(row["language_code"]):
        return say("other_languages")
    return say.text(row, "language_name")


def _is_merged(language_code: str) -> bool:
    return "+" in language_code
