"""Columns of text -> answers: every distinct text is decided once, whole columns at a time.

Belongs here: which option, number or kind of missing a cell is, by its question's declaration.
Pure. A column of 100 000 rows costs one look-up per distinct text.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

import pyarrow as pa
import pyarrow.compute as pc

from orchestration.ingest.values import BLANKS, MISSING_NUMBER, number_range, parse_dates
from orchestration.questionnaire.codebook import DECIMAL
from orchestration.questionnaire.match import labels
from orchestration.questionnaire.model import Form, Questionnaire
from orchestration.questionnaire.text import normalise

ANSWER_COLUMNS = ("option_code", "number_low", "number_high", "missing_kind")


@dataclass(frozen=True)
class Answer:
    """What one cell says; exactly one of option, number and missing is set (a scale has two)."""

    option_code: str | None = None
    number_low: Decimal | None = None
    number_high: Decimal | None = None
    missing_kind: str | None = None


NO_ANSWER = Answer(missing_kind="no_answer")
Decide = Callable[[str], list[Answer] | str]
UNKNOWN, BARE_NUMBER, BAD_DATE = "unknown_label", "undeclared_direction", "bad_date"


def decider(questionnaire: Questionnaire, form: Form, code: str) -> Decide:
    """Return the function that turns a cell of this question into answers, or into a reason code.

    A multi-select cell gives several answers; every other cell one.
    """
    question = questionnaire.questions[code]
    choices = questionnaire.choices(code)
    missing = labels(choices.missing)
    if question.kind == "date":
        return lambda text: _date(text, missing)
    if question.kind == "number":
        counts = questionnaire.activity is not None and code in questionnaire.activity.counts
        return lambda text: [_number(_bare(text) if counts else text, missing)]
    options = labels(choices.options)
    answers = {
        option: _option(option, scale=question.kind == "scale") for option in choices.options
    }
    codes = _bare_codes(form, question.scale, list(choices.options), question.kind)

    def declared(text: str) -> list[Answer] | str:
        key = normalise(text)
        if key in missing:
            return [Answer(missing_kind=missing[key])]
        if key.isdecimal() and key in choices.options and question.kind == "scale":
            return [answers[codes[key]]] if codes else BARE_NUMBER
        if key in options:
            return [answers[options[key]]]
        if _is_blank(key, choices.options):
            return [NO_ANSWER]
        # `5 Täysin samaa mieltä`, `5 - …`: the number only if it and the label agree.
        stripped = normalise(key.lstrip("0123456789").lstrip(" -–.)=:"))
        if stripped in options and stripped != key and key.startswith(options[stripped]):
            return [answers[options[stripped]]]
        return UNKNOWN

    def decide(text: str) -> list[Answer] | str:
        found = _several(text, declared) if question.kind == "multi" else [declared(text)]
        other = [answers[question.other]] if question.other else UNKNOWN
        return _chosen([other if one == UNKNOWN else one for one in found])

    return decide


def answer_table(texts: pa.Array, decide: Decide) -> tuple[pa.Table, dict[str, list[int]]]:
    """Answers of one question's column.

    Returns a table (index, option_code, number_low, number_high, missing_kind), `index` being
    the position in `texts`, and the positions of undecided cells by reason code.
    """
    encoded = texts.dictionary_encode()
    decided = [decide(text) for text in encoded.dictionary.to_pylist()]
    wrong: dict[str, list[int]] = {}
    for position, outcome in enumerate(decided):
        if isinstance(outcome, str):
            hits = pc.indices_nonzero(pc.equal(encoded.indices, position)).to_pylist()
            wrong.setdefault(outcome, []).extend(hits)
    if wrong:
        return pa.table({}), wrong
    return _expand(
        encoded.indices, [answers for answers in decided if not isinstance(answers, str)]
    ), {}


def _expand(indices: pa.Array, decided: list[list[Answer]]) -> pa.Table:
    """One row per cell and chosen option: take the distinct cells' answers by position."""
    most = max((len(answers) for answers in decided), default=1)
    parts = []
    for nth in range(most):
        chosen = [answers[nth] if nth < len(answers) else None for answers in decided]
        rows = pa.array(range(len(indices)), pa.int32())
        take = indices
        if nth:
            has = pc.take(pa.array([answer is not None for answer in chosen], pa.bool_()), indices)
            rows, take = rows.filter(has), indices.filter(has)
        columns = {name: _column(chosen, name).take(take) for name in ANSWER_COLUMNS}
        parts.append(pa.table({"index": rows, **columns}))
    return pa.concat_tables(parts)


def _column(answers: list[Answer | None], name: str) -> pa.Array:
    kind = DECIMAL if name.startswith("number") else pa.string()
    return pa.array([answer and getattr(answer, name) for answer in answers], kind)


def _several(text: str, declared: Decide) -> list[list[Answer] | str]:
    """The parts of a multi-select cell, joined with `;` or `, ` although labels may hold commas."""
    whole = declared(text)
    if isinstance(whole, list):
        return [whole]
    if parts := [part for part in text.split(";") if part.strip()] if ";" in text else []:
        return [declared(part) for part in parts]
    pieces, found, start = text.split(", "), [], 0
    while start < len(pieces):
        # The longest run of pieces that is one declared label; else the piece by itself.
        stops = range(min(len(pieces), start + 12), start, -1)
        stop = next(
            (s for s in stops if declared(", ".join(pieces[start:s])) != UNKNOWN), start + 1
        )
        found.append(declared(", ".join(pieces[start:stop])))
        start = stop
    return found


def _chosen(parts: list[list[Answer] | str]) -> list[Answer] | str:
    """The distinct options of a cell; its kind of missing only where no option is chosen."""
    unclear = next((part for part in parts if isinstance(part, str)), None)
    if unclear:
        return unclear
    answers = list(dict.fromkeys(answer for part in parts for answer in part))
    return [a for a in answers if a.missing_kind is None] or answers


def _number(text: str, missing: dict[str, str]) -> Answer:
    key = normalise(text)
    if key in missing:
        return Answer(missing_kind=missing[key])
    found = number_range(text)
    return Answer(None, *found) if found else NO_ANSWER


def _bare(text: str) -> str:
    """What a log counts may stand in brackets; elsewhere brackets may mean a minus."""
    inside = text.strip()
    return inside[1:-1] if inside.startswith("(") and inside.endswith(")") else text


def _date(text: str, missing: dict[str, str]) -> list[Answer] | str:
    """A day as the number yyyymmdd; a day that is not certain is told, never guessed."""
    key = normalise(text)
    if key in missing or key in BLANKS:
        return [Answer(missing_kind=missing.get(key, "no_answer"))]
    day = parse_dates(pa.array([text]))[0].as_py()
    number = day and Decimal(day.strftime("%Y%m%d")).quantize(Decimal("0.0001"))
    return [Answer(None, number, number)] if number else BAD_DATE


def _option(code: str, *, scale: bool) -> Answer:
    number = Decimal(code).quantize(Decimal("0.0001")) if scale and code.isdecimal() else None
    return Answer(code, number, number)


def _is_blank(key: str, options: object) -> bool:
    return key in BLANKS or (key == MISSING_NUMBER and MISSING_NUMBER not in options)  # type: ignore[operator]


def _bare_codes(form: Form, scale: str | None, codes: list[str], kind: str) -> dict[str, str]:
    """What a bare number on this form means; empty where the form does not say."""
    direction = form.codes.get(scale or "") if kind == "scale" else None
    if direction is None:
        return {}
    return dict(zip(codes, codes if direction == "as_declared" else reversed(codes), strict=True))
