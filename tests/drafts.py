"""Drafting a questionnaire in a test: the draft written, loaded, and an export read with it.

Belongs here: that, and what two readings of one file have in common whatever their codes are.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from pathlib import Path

from orchestration.ingest.convert.reading import Reading
from orchestration.ingest.read_delivery import Context, read_delivery
from orchestration.ingest.readers import Limits, read_sheets
from orchestration.questionnaire.drafting import twins
from orchestration.questionnaire.drafting.draft import draft
from orchestration.questionnaire.drafting.file_table import find_table
from orchestration.questionnaire.drafting.files import Files, files_of
from orchestration.questionnaire.drafting.known import KnownTexts
from orchestration.questionnaire.loading import loader
from orchestration.questionnaire.model.questionnaire import Survey

LIMITS = Limits(10**8, 10**9, 2000)
CODE = "luonnos"
# (row, question's first column) -> its answers: labels of options by what else has them, numbers, missing.
Answers = dict[tuple[int, int], list[tuple]]


def drafted(*contents: bytes, surveys: dict[str, Survey] | None = None) -> Files:
    """The draft of a file, or of a file and its twins."""
    tables = [find_table(read_sheets(content, LIMITS)) for content in contents]
    table, wordings, is_guess = twins.with_twins(tables)
    return files_of(draft(table, CODE, wordings, KnownTexts(surveys or {}), is_guess=is_guess))


def loaded(files: Files, folder: Path) -> Survey:
    """The draft as the project's own loader reads it. Raises QuestionnaireError."""
    for name, text in files.texts.items():
        place = folder / "questionnaires" / CODE / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    return loader.load([folder / "questionnaires"])[CODE]


def read_with(survey: Survey, content: bytes, context: Context) -> Reading:
    """The file read as a delivery of this survey alone. Raises Refusal."""
    context = replace(context, surveys={survey.questionnaire.questionnaire: survey})
    context.__dict__.pop("indexes", None)
    return read_delivery(content, "d" * 64, "ngo", context)


def kinds_of(reading: Reading) -> dict[int, str]:
    """First column of each question that was found -> its type."""
    layout = reading.recognised.layout
    first: dict[str, int] = {}
    for part in layout.parts:
        for index, target in sorted(part.columns.items()):
            if target.code in layout.questionnaire.questions:
                first.setdefault(target.code, index)
    kinds = {code: layout.questionnaire.questions[code].kind for code in first}
    return {first[code]: "single" if kind == "scale" else kind for code, kind in kinds.items()}


def answers_of(reading: Reading) -> Answers:
    """The answers by row and first column of the question, without the codes of options: an option is
    the set of all rows that have it.
    """
    layout = reading.recognised.layout
    place: dict[str, int] = {}
    for part in layout.parts:
        for index, target in sorted(part.columns.items()):
            place.setdefault(target.code, index)
    rows_of: dict[tuple[str, str], set[int]] = defaultdict(set)
    rows = reading.tables["answers"].to_pylist()
    for one in rows:
        if one["option_code"]:
            rows_of[one["question_code"], one["option_code"]].add(one["row_number"])
    found: Answers = defaultdict(list)
    for one in rows:
        option = rows_of.get((one["question_code"], one["option_code"]))
        number = None if option else (one["number_low"], one["number_high"])
        answer = (tuple(sorted(option)) if option else None, number, one["missing_kind"])
        found[one["row_number"], place[one["question_code"]]].append(answer)
    return {key: sorted(many, key=repr) for key, many in found.items()}
