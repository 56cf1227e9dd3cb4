"""The questionnaires as tables: the source of the warehouse's dimensions and rules.

Belongs here: model -> Arrow tables, one per kind of thing. Pure; the caller writes them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import get_args

import pyarrow as pa

from orchestration.core.arrow_types import DECIMAL
from orchestration.questionnaire.loading import activity_tables, band_tables, indicator_tables
from orchestration.questionnaire.loading.indicator_tables import exact
from orchestration.questionnaire.model.captions import note_columns, title_columns
from orchestration.questionnaire.model.families import families
from orchestration.questionnaire.model.questionnaire import MissingKind, Questionnaire, Survey

_TEXT, _INT, _BOOL = pa.string(), pa.int32(), pa.bool_()
MISSING_LABELS: dict[str, tuple[str, str, str]] = {
    "no_answer": ("Ei vastausta", "Inget svar", "No answer"),
    "dont_know": ("En osaa sanoa", "Kan inte säga", "Don't know"),
    "refused": ("Ei halua vastata", "Vill inte svara", "Refused"),
    "not_asked": ("Ei kysytty", "Inte frågad", "Not asked"),
    "not_shown": ("Ei näytetty", "Inte visad", "Not shown"),
}
_NAMED = {"title_fi": _TEXT, "title_sv": _TEXT, "title_en": _TEXT}
SCHEMAS: dict[str, pa.Schema] = {
    name: pa.schema({"questionnaire_code": _TEXT, **columns})
    for name, columns in {
        "questionnaires": {"subject_code": _TEXT, **_NAMED},
        "questions": {
            "question_code": _TEXT, "question_order": _INT, "question_type": _TEXT,
            "text_fi": _TEXT, "text_sv": _TEXT, "text_en": _TEXT, "publish_code": _TEXT,
            "note_method_fi": _TEXT, "note_method_en": _TEXT,
            "is_official": _BOOL, "is_background": _BOOL, "basis_indicator_code": _TEXT,
        },
        "options": {
            "question_code": _TEXT, "option_code": _TEXT, "option_order": _INT,
            "label_fi": _TEXT, "label_sv": _TEXT, "label_en": _TEXT, "is_missing": _BOOL,
        },
        **band_tables.COLUMNS,
        **indicator_tables.COLUMNS,
        "metrics": {
            "metric_code": _TEXT, "metric_order": _INT, **_NAMED, "kind_code": _TEXT,
            "unit_code": _TEXT, "denominator_code": _TEXT, "at_least": DECIMAL,
            "at_most": DECIMAL, "below": DECIMAL, "area_set_code": _TEXT,
            "principle_code": _TEXT, "is_comparable": _BOOL, "note_comparability_fi": _TEXT,
            "note_comparability_en": _TEXT, "source_text": _TEXT, "note_fi": _TEXT,
            "note_en": _TEXT, "source_year": _INT,
        },
        "metric_questions": {"metric_code": _TEXT, "question_code": _TEXT},
        "metric_options": {"metric_code": _TEXT, "option_code": _TEXT, "is_missing": _BOOL},
        "metric_breaks": {
            "metric_code": _TEXT, "wave_code": _TEXT, "note_break_fi": _TEXT,
            "note_break_en": _TEXT,
        },
        **activity_tables.COLUMNS,
    }.items()
}  # fmt: skip


def tables(surveys: Iterable[Survey]) -> dict[str, pa.Table]:
    """Return the codebook: table name -> Arrow table with the schema of SCHEMAS."""
    questionnaires = [survey.questionnaire for survey in surveys]
    return {
        name: pa.Table.from_pylist(
            [
                {"questionnaire_code": q.questionnaire, **row}
                for q in questionnaires
                for row in rows(q)
            ],
            schema=SCHEMAS[name],
        )
        for name, rows in _ROWS.items()
    }


def _questionnaire(q: Questionnaire) -> Iterator[dict]:
    yield {"subject_code": q.subject, **title_columns(q.title)}


def _questions(q: Questionnaire) -> Iterator[dict]:
    family_of = families(q)
    basis = {item: family_of[code] for code, i in q.indicators.items() for item in i.items}
    for order, (code, question) in enumerate(q.questions.items(), 1):
        yield {
            "question_code": code,
            "question_order": order,
            "question_type": question.kind,
            **title_columns(question.text, "text"),
            "publish_code": "no" if question.kind in ("date", "open") else question.publish,
            **note_columns(question.method, "note_method"),
            "is_official": question.official,
            "is_background": question.background,
            "basis_indicator_code": basis.get(code),
        }


def _options(q: Questionnaire) -> Iterator[dict]:
    for code, question in q.questions.items():
        if question.kind == "open":
            continue
        declared = q.choices(code).options.items()
        options = {option: title_columns(texts, "label") for option, texts in declared}
        options |= band_tables.options(question)
        for order, (option, labels) in enumerate(options.items(), 1):
            yield _option(code, option, order, labels, missing=False)
        for order, kind in enumerate(get_args(MissingKind), len(options) + 1):
            labels = dict(
                zip(("label_fi", "label_sv", "label_en"), MISSING_LABELS[kind], strict=True)
            )
            yield _option(code, kind, order, labels, missing=True)


def _option(question: str, option: str, order: int, labels: dict, *, missing: bool) -> dict:
    return {
        "question_code": question,
        "option_code": option,
        "option_order": order,
        **labels,
        "is_missing": missing,
    }


def _metrics(q: Questionnaire) -> Iterator[dict]:
    for order, (code, metric) in enumerate(q.metrics.items(), 1):
        bounds = metric.counts.bounds if metric.counts else (None, None, None)
        yield {
            "metric_code": code,
            "metric_order": order,
            **title_columns(metric.title),
            "kind_code": metric.kind,
            "unit_code": metric.unit,
            "denominator_code": metric.denominator,
            **dict(zip(("at_least", "at_most", "below"), map(_bound, bounds), strict=True)),
            "area_set_code": metric.area_set,
            "principle_code": metric.principle or "none",
            "is_comparable": not metric.not_comparable,
            **note_columns(metric.not_comparable, "note_comparability"),
            "source_text": metric.source,
            **note_columns(metric.note, "note"),
            "source_year": metric.source_year,
        }


def _metric_questions(q: Questionnaire) -> Iterator[dict]:
    for code, metric in q.metrics.items():
        for question in metric.questions:
            yield {"metric_code": code, "question_code": question}


def _metric_options(q: Questionnaire) -> Iterator[dict]:
    for code, metric in q.metrics.items():
        counts = metric.counts
        for option in counts.options if counts else ():
            yield {"metric_code": code, "option_code": option, "is_missing": False}
        for kind in counts.missing if counts else ():
            yield {"metric_code": code, "option_code": kind, "is_missing": True}


def _metric_breaks(q: Questionnaire) -> Iterator[dict]:
    for code, metric in q.metrics.items():
        for wave, why in metric.breaks.items():
            yield {"metric_code": code, "wave_code": wave, **note_columns(why, "note_break")}


def _bound(number: float | None) -> Decimal | None:
    return None if number is None else exact(number)


_ROWS = {
    "questionnaires": _questionnaire,
    "questions": _questions,
    "options": _options,
    **band_tables.ROWS,
    **indicator_tables.ROWS,
    "metrics": _metrics,
    "metric_questions": _metric_questions,
    "metric_options": _metric_options,
    "metric_breaks": _metric_breaks,
    **activity_tables.ROWS,
}
