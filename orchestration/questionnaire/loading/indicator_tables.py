"""The codebook's tables of indicators: scores, items, and published reference means.

Belongs here: indicators -> rows. Does not belong here: what an indicator may declare (model), or
the other tables (codebook).
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pyarrow as pa

from orchestration.core.arrow_types import DECIMAL
from orchestration.questionnaire.model.captions import caption, note_columns, title_columns
from orchestration.questionnaire.model.families import families
from orchestration.questionnaire.model.questionnaire import Indicator, Questionnaire

_TEXT, _INT, _BOOL = pa.string(), pa.int32(), pa.bool_()
COLUMNS: dict[str, dict[str, pa.DataType]] = {
    "indicators": {
        "indicator_code": _TEXT, "indicator_order": _INT, "family_code": _TEXT,
        "title_fi": _TEXT, "title_sv": _TEXT, "title_en": _TEXT, "score_method": _TEXT,
        "item_low": DECIMAL, "item_high": DECIMAL, "score_low": DECIMAL, "score_high": DECIMAL,
        "min_answered": _INT, "item_count": _INT, "higher_is": _TEXT,
        "reliability_alpha": DECIMAL, "reliability_source": _TEXT, "reliability_start_sd": DECIMAL,
        "low_class_below": DECIMAL, "low_class_fi": _TEXT, "low_class_sv": _TEXT,
        "low_class_en": _TEXT, "low_class_source": _TEXT,
    },
    "indicator_items": {"indicator_code": _TEXT, "question_code": _TEXT, "is_reversed": _BOOL},
    "indicator_references": {
        "indicator_code": _TEXT, "reference_code": _TEXT, "population_fi": _TEXT,
        "population_en": _TEXT, "reference_year": _INT, "reference_mean": DECIMAL,
        "reference_count": _INT, "source_text": _TEXT, "note_fi": _TEXT, "note_en": _TEXT,
        "is_drift_reference": _BOOL,
    },
}  # fmt: skip


def exact(number: float) -> Decimal:
    """The number as it was typed, with four decimals."""
    return Decimal(str(number)).quantize(Decimal("0.0001"))


def _indicators(q: Questionnaire) -> Iterator[dict]:
    family_of = families(q)
    for order, (code, indicator) in enumerate(q.indicators.items(), 1):
        score = indicator.score
        yield {
            "indicator_code": code,
            "indicator_order": order,
            "family_code": family_of[code],
            **title_columns(indicator.title),
            "score_method": score.method,
            "item_low": exact(score.source_range[0]),
            "item_high": exact(score.source_range[1]),
            "score_low": exact(score.target_range[0]),
            "score_high": exact(score.target_range[1]),
            "min_answered": score.min_answered,
            "item_count": len(indicator.items),
            "higher_is": indicator.higher_is,
            **_published(indicator),
        }


def _published(indicator: Indicator) -> dict:
    """What sources print about the scale; empty where the questionnaire quotes none."""
    row: dict = {}
    if known := indicator.reliability:
        row |= {"reliability_alpha": exact(known.alpha), "reliability_source": known.source}
        row |= {"reliability_start_sd": exact(known.start_sd) if known.start_sd else None}
    if low := indicator.low_class:
        row |= {"low_class_below": exact(low.below), "low_class_source": low.source}
        row |= title_columns(low.title, "low_class")
    return row


def _indicator_items(q: Questionnaire) -> Iterator[dict]:
    for code, indicator in q.indicators.items():
        for item in indicator.items:
            yield {
                "indicator_code": code,
                "question_code": item,
                "is_reversed": item in indicator.reversed_items,
            }


def _indicator_references(q: Questionnaire) -> Iterator[dict]:
    for indicator_code, indicator in q.indicators.items():
        for code, reference in indicator.references.items():
            yield {
                "indicator_code": indicator_code,
                "reference_code": code,
                "population_fi": caption(reference.population, "fi"),
                "population_en": caption(reference.population, "en"),
                "reference_year": reference.year,
                "reference_mean": exact(reference.mean),
                "reference_count": reference.count,
                "source_text": reference.source,
                **note_columns(reference.note, "note"),
                "is_drift_reference": reference.drifts_to,
            }


ROWS = {
    "indicators": _indicators,
    "indicator_items": _indicator_items,
    "indicator_references": _indicator_references,
}
