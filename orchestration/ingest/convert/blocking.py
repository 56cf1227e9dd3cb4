"""Which indicators of a delivery may not be scored, and why.

Belongs here: what follows from a reworded item and from bare numbers of an uncertain direction. A
blocked indicator's items are left out of the answers of that delivery; all else is read.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from orchestration.ingest.convert.cell_answers import BARE_NUMBER, OFF_SCALE
from orchestration.ingest.convert.column_values import Column
from orchestration.ingest.messages.answer_messages import DIRECTION_BY_FORM, DIRECTION_CAUSES
from orchestration.ingest.messages.message import Phrase, joined
from orchestration.ingest.messages.refusal import Reason, cell_name, reason
from orchestration.ingest.recognise.recognised_sheet import RecognisedSheet, header_text
from orchestration.ingest.registers.directions import Direction, against_the_rest, looks_mirrored
from orchestration.questionnaire.model.captions import caption
from orchestration.questionnaire.model.families import with_their_families
from orchestration.questionnaire.model.questionnaire import Indicator

_UNCLEAR = (BARE_NUMBER, OFF_SCALE)


@dataclass(frozen=True)
class ChosenDirections:
    """The directions that people chose for this form, by question or scale."""

    directions: dict[str, Direction]

    def of(self, question: str, scale: str | None) -> Direction | None:
        """The choice for one question, else for its scale."""
        return self.directions.get(question) or self.directions.get(scale or "")


def blocked_indicators(
    recognised: RecognisedSheet, columns: dict[str, Column], directions: ChosenDirections
) -> dict[str, list[Reason]]:
    """Indicator code -> why it may not be scored, for the indicators that may not."""
    outcome: dict[str, list[Reason]] = {}
    for code, indicator in recognised.layout.questionnaire.indicators.items():
        reasons = [
            *_reworded(recognised, indicator),
            *_direction(recognised, indicator, columns, directions),
        ]
        if reasons:
            outcome[code] = reasons
    return outcome | _families_of_blocked(recognised, set(outcome))


def is_direction_unclear(column: Column) -> bool:
    """True if the only thing wrong with a column is the direction of its bare numbers."""
    return bool(column.wrong) and set(column.wrong) <= set(_UNCLEAR)


def _reworded(recognised: RecognisedSheet, indicator: Indicator) -> list[Reason]:
    return [
        reason(
            "reworded_item",
            sheet=recognised.sheet.name,
            cell=cell_name(recognised.header_row + 1, recognised.reworded[item]),
            text=header_text(recognised.layout, item),
            indicator=_title(indicator),
        )
        for item in indicator.items
        if item in recognised.reworded
    ]


def _families_of_blocked(
    recognised: RecognisedSheet, blocked_codes: set[str]
) -> dict[str, list[Reason]]:
    """Indicators that share items with a blocked one: those items are left out."""
    questionnaire, indicators = (
        recognised.layout.questionnaire,
        recognised.layout.questionnaire.indicators,
    )
    return {
        code: [
            reason(
                "shared_items",
                sheet=recognised.sheet.name,
                cell=cell_name(recognised.header_row + 1, 0),
                indicator=_title(indicators[code]),
                other=_title(indicators[other]),
            )
        ]
        for code, other in with_their_families(questionnaire, blocked_codes).items()
    }


def _title(indicator: Indicator) -> Phrase:
    return Phrase(caption(indicator.title, "fi"), caption(indicator.title, "en"))


def _direction(
    recognised: RecognisedSheet,
    indicator: Indicator,
    columns: dict[str, Column],
    directions: ChosenDirections,
) -> list[Reason]:
    """Reasons where the items are bare numbers whose direction is unclear or looks wrong."""
    items = [c for c in indicator.items if c in columns and _is_bare(recognised, c, columns[c])]
    if not items:
        return []
    causes = _causes(recognised, indicator, {c: columns[c] for c in items}, directions)
    is_unclear = any(is_direction_unclear(columns[item]) for item in items)
    if not causes and not is_unclear:
        return []
    first = recognised.layout.column_of(items[0]) or 0
    scale = recognised.layout.questionnaire.questions[items[0]].scale
    return [
        reason(
            "unclear_direction" if is_unclear else "suspect_direction",
            sheet=recognised.sheet.name,
            cell=cell_name(recognised.first_row, first),
            indicator=_title(indicator),
            cause=joined(causes),
            form=DIRECTION_BY_FORM.filled(scale=scale) if scale else Phrase(),
        )
    ]


def _is_bare(recognised: RecognisedSheet, code: str, column: Column) -> bool:
    questionnaire = recognised.layout.questionnaire
    on_scale = all(option.isdecimal() for option in questionnaire.choices(code).options)
    return questionnaire.questions[code].kind == "scale" and on_scale and column.has_numbers


def _causes(
    recognised: RecognisedSheet,
    indicator: Indicator,
    columns: dict[str, Column],
    directions: ChosenDirections,
) -> list[Phrase]:
    """What is likely wrong."""
    questionnaire = recognised.layout.questionnaire
    chosen = {c: directions.of(c, questionnaire.questions[c].scale) for c in columns}
    causes = []
    if any(OFF_SCALE in column.wrong for column in columns.values()) or any(
        _lowest(columns[c]) < _options(recognised, c)[0] for c in columns if chosen[c] is None
    ):
        causes.append(DIRECTION_CAUSES["range"])
    points = np.column_stack(
        [_points(recognised, indicator, c, column, chosen[c]) for c, column in columns.items()]
    )
    names = list(columns)
    for item in against_the_rest(points):
        # A person has chosen the direction of this very question.
        if names[item] not in directions.directions:
            where = cell_name(
                recognised.header_row + 1, recognised.layout.column_of(names[item]) or 0
            )
            causes.append(DIRECTION_CAUSES["item"].filled(cell=where, code=names[item]))
    if not any(chosen.values()) and looks_mirrored(points, indicator):
        causes.append(DIRECTION_CAUSES["mirrored"])
    return causes


def _lowest(column: Column) -> float:
    return float(np.nanmin(column.number_of))


def _options(recognised: RecognisedSheet, code: str) -> list[int]:
    """The question's codes, from low to high."""
    return sorted(int(option) for option in recognised.layout.questionnaire.choices(code).options)


def _points(
    recognised: RecognisedSheet,
    indicator: Indicator,
    code: str,
    column: Column,
    chosen: Direction | None,
) -> np.ndarray:
    """Bare numbers as points in the direction that reading would give them."""
    assert column.numbers is not None
    form, questionnaire = recognised.layout.form, recognised.layout.questionnaire
    options = _options(recognised, code)
    lowest = chosen.lowest if chosen else options[0]
    points = column.numbers - lowest + options[0]
    declared = form.codes.get(questionnaire.questions[code].scale or "")
    turned = chosen.is_reversed if chosen else declared == "reversed"
    if turned != (code in indicator.reversed_items):
        points = options[0] + options[-1] - points
    return points
