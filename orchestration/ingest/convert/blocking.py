"""Which indicators of a delivery may not be scored, and why.

Belongs here: the official wording gate and the guard over the direction of scales. A blocked
indicator's items are left out of the answers of that delivery; every other question goes on.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from orchestration.ingest.convert.cell_answers import BARE_NUMBER, OFF_SCALE
from orchestration.ingest.convert.column_values import Column
from orchestration.ingest.messages.answer_messages import DIRECTION_BY_FORM, DIRECTION_CAUSES
from orchestration.ingest.messages.message import Phrase, joined
from orchestration.ingest.messages.refusal import Reason, cell_name, reason
from orchestration.ingest.recognise.choose import RecognisedSheet, header_text
from orchestration.ingest.registers.directions import Direction, against_the_rest, looks_mirrored
from orchestration.questionnaire.model.captions import caption
from orchestration.questionnaire.model.families import with_their_families
from orchestration.questionnaire.model.questionnaire import Indicator

_UNCLEAR = (BARE_NUMBER, OFF_SCALE)


@dataclass(frozen=True)
class ChosenDirections:
    """What people chose for this form: direction by question or scale."""

    directions: dict[str, Direction]

    def chosen(self, question: str, scale: str | None) -> Direction | None:
        """A person's choice for one question, else for its scale."""
        return self.directions.get(question) or self.directions.get(scale or "")


def blocked(
    found: RecognisedSheet, columns: dict[str, Column], guard: ChosenDirections
) -> dict[str, list[Reason]]:
    """Indicator code -> why it may not be scored, for the indicators that may not."""
    outcome: dict[str, list[Reason]] = {}
    for code, indicator in found.layout.questionnaire.indicators.items():
        reasons = [
            *_reworded(found, indicator),
            *_direction(found, indicator, columns, guard),
        ]
        if reasons:
            outcome[code] = reasons
    return outcome | _of_their_families(found, set(outcome))


def unclear(column: Column) -> bool:
    """True if the only thing wrong with a column is the direction of its bare numbers."""
    return bool(column.wrong) and set(column.wrong) <= set(_UNCLEAR)


def _reworded(found: RecognisedSheet, indicator: Indicator) -> list[Reason]:
    return [
        reason(
            "reworded_item",
            sheet=found.sheet.name,
            cell=cell_name(found.header_row + 1, found.reworded[item]),
            text=header_text(found.layout, item),
            indicator=_title(indicator),
        )
        for item in indicator.items
        if item in found.reworded
    ]


def _of_their_families(found: RecognisedSheet, blocked_codes: set[str]) -> dict[str, list[Reason]]:
    """Indicators that share items with a blocked one: those items are left out."""
    questionnaire, indicators = found.layout.questionnaire, found.layout.questionnaire.indicators
    return {
        code: [
            reason(
                "shared_items",
                sheet=found.sheet.name,
                cell=cell_name(found.header_row + 1, 0),
                indicator=_title(indicators[code]),
                other=_title(indicators[other]),
            )
        ]
        for code, other in with_their_families(questionnaire, blocked_codes).items()
    }


def _title(indicator: Indicator) -> Phrase:
    return Phrase(caption(indicator.title, "fi"), caption(indicator.title, "en"))


def _direction(
    found: RecognisedSheet,
    indicator: Indicator,
    columns: dict[str, Column],
    guard: ChosenDirections,
) -> list[Reason]:
    """Reasons where the items came as bare numbers that are not clear, or look wrong."""
    items = [c for c in indicator.items if c in columns and _is_bare(found, c, columns[c])]
    if not items:
        return []
    causes = _causes(found, indicator, {c: columns[c] for c in items}, guard)
    is_unclear = any(unclear(columns[item]) for item in items)
    if not causes and not is_unclear:
        return []
    first = found.layout.column_of(items[0]) or 0
    scale = found.layout.questionnaire.questions[items[0]].scale
    return [
        reason(
            "unclear_direction" if is_unclear else "suspect_direction",
            sheet=found.sheet.name,
            cell=cell_name(found.first_row, first),
            indicator=_title(indicator),
            cause=joined(causes),
            form=DIRECTION_BY_FORM.filled(scale=scale) if scale else Phrase(),
        )
    ]


def _is_bare(found: RecognisedSheet, code: str, column: Column) -> bool:
    questionnaire = found.layout.questionnaire
    on_scale = all(option.isdecimal() for option in questionnaire.choices(code).options)
    return questionnaire.questions[code].kind == "scale" and on_scale and column.numbers is not None


def _causes(
    found: RecognisedSheet,
    indicator: Indicator,
    columns: dict[str, Column],
    guard: ChosenDirections,
) -> list[Phrase]:
    """What is likely wrong."""
    questionnaire = found.layout.questionnaire
    chosen = {c: guard.chosen(c, questionnaire.questions[c].scale) for c in columns}
    causes = []
    if any(OFF_SCALE in column.wrong for column in columns.values()) or any(
        _lowest(columns[c]) < _options(found, c)[0] for c in columns if chosen[c] is None
    ):
        causes.append(DIRECTION_CAUSES["range"])
    points = np.column_stack(
        [_points(found, indicator, c, column, chosen[c]) for c, column in columns.items()]
    )
    names = list(columns)
    for item in against_the_rest(points):
        # A person who chose for this very question has said what it is.
        if names[item] not in guard.directions:
            where = cell_name(found.header_row + 1, found.layout.column_of(names[item]) or 0)
            causes.append(DIRECTION_CAUSES["item"].filled(cell=where, code=names[item]))
    if not any(chosen.values()) and looks_mirrored(points, indicator):
        causes.append(DIRECTION_CAUSES["mirrored"])
    return causes


def _lowest(column: Column) -> float:
    assert column.numbers is not None
    return float(np.nanmin(column.numbers))


def _options(found: RecognisedSheet, code: str) -> list[int]:
    """The question's codes, from low to high."""
    return sorted(int(option) for option in found.layout.questionnaire.choices(code).options)


def _points(
    found: RecognisedSheet,
    indicator: Indicator,
    code: str,
    column: Column,
    chosen: Direction | None,
) -> np.ndarray:
    """Bare numbers as points in the direction that reading would give them."""
    assert column.numbers is not None
    form, questionnaire = found.layout.form, found.layout.questionnaire
    options = _options(found, code)
    lowest = chosen.lowest if chosen else options[0]
    points = column.numbers - lowest + options[0]
    said = form.codes.get(questionnaire.questions[code].scale or "")
    turned = chosen.is_reversed if chosen else said == "reversed"
    if turned != (code in indicator.reversed_items):
        points = options[0] + options[-1] - points
    return points
