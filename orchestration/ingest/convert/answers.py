"""Question columns -> answers, one row per submission, question and chosen option.

Belongs here: which columns belong to a question, and messages about cells that fit no option.
Does not belong here: their table (answer_rows).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from orchestration.ingest.convert.answer import UNKNOWN
from orchestration.ingest.convert.blocking import (
    ChosenDirections,
    blocked_indicators,
    is_direction_unclear,
)
from orchestration.ingest.convert.column_values import Column
from orchestration.ingest.convert.number_answers import NUMBER_FINDINGS
from orchestration.ingest.convert.other_option import CODE_OR_TEXT, WRITTEN
from orchestration.ingest.convert.question_columns import question_columns
from orchestration.ingest.convert.reading import Part
from orchestration.ingest.convert.repairs import Repairs
from orchestration.ingest.convert.tick_columns import tick_column
from orchestration.ingest.convert.validity import set_not_asked
from orchestration.ingest.convert.whole_and_options import differing_options
from orchestration.ingest.messages.refusal import Reason, cell_name, reason, some_cells
from orchestration.ingest.recognise.recognised_sheet import RecognisedSheet, header_text
from orchestration.questionnaire.model.captions import caption


@dataclass
class ClosedAnswers:
    """The closed answers of a delivery.

    `columns` has (question, its column) for each question read and `fingerprints` a number per
    position, of all of them together. `problems` refuse the delivery, `findings` do not. `blocked` are the indicators that may
    not be scored. `lowest` is the lowest bare number by scale, for a person who sets a direction.
    """

    fingerprints: np.ndarray
    columns: list[tuple[str, Column]] = field(default_factory=list)
    problems: list[Reason] = field(default_factory=list)
    findings: list[Reason] = field(default_factory=list)
    blocked: list[str] = field(default_factory=list)
    repairs: Repairs = field(default_factory=Repairs)
    lowest: dict[str, int] = field(default_factory=dict)


def read_answers(
    part: Part, answered_at: pa.Array, directions: ChosenDirections, also: Collection[str] = ()
) -> ClosedAnswers:
    """Read every closed question; items of a blocked indicator are left out, and those of the
    indicators `also` blocked, elsewhere in the delivery.
    """
    recognised, rows, body = part.recognised, part.rows, part.body
    outcome = ClosedAnswers(np.zeros(len(rows), np.uint64))
    columns = question_columns(recognised, body, directions)
    outcome.problems += _unclear_ticks(recognised, rows, body)
    outcome.problems += differing_options(recognised, columns, body)
    reasons = blocked_indicators(recognised, columns, directions)
    indicators = recognised.layout.questionnaire.indicators
    left_out = {item for code in {*reasons, *also} for item in indicators[code].items}
    outcome.blocked = sorted(reasons)
    outcome.findings += [one for many in reasons.values() for one in many]
    for code, column in columns.items():
        where = recognised.layout.column_of(code) or 0
        _note_lowest(recognised, code, column, outcome)
        is_unclear = is_direction_unclear(column)
        wrong = {} if is_unclear and code in left_out else column.wrong
        reasons_here = [
            _unknown(recognised, code, why, rows[hits], where) for why, hits in wrong.items()
        ]
        (outcome.findings if is_unclear else outcome.problems).extend(reasons_here)
        if column.wrong or code in left_out:
            continue
        column, outside = set_not_asked(recognised, code, column, rows, answered_at)
        outcome.findings += [*outside, *_about_numbers(recognised, code, column, rows)]
        outcome.columns.append((code, column))
        outcome.fingerprints += column.fingerprints
        for rule, hits in column.rules.items():
            if rule not in (*NUMBER_FINDINGS, WRITTEN):
                outcome.repairs.add(rule, rows[hits], where)
    outcome.findings += _reworded_questions(recognised)
    return outcome


def _unclear_ticks(
    recognised: RecognisedSheet, rows: np.ndarray, body: dict[int, pa.Array]
) -> list[Reason]:
    """Cells of options from which it is not clear whether the option is chosen."""
    layout, found = recognised.layout, []
    for index, target in layout.columns.items():
        if target.option is None:
            continue
        if len(unclear := tick_column(recognised, index, body).unclear):
            is_other = target.option == layout.questionnaire.questions[target.code].other
            why = CODE_OR_TEXT if is_other else UNKNOWN
            found.append(_unknown(recognised, target.code, why, rows[unclear], index))
    return found


def _note_lowest(
    recognised: RecognisedSheet, code: str, column: Column, outcome: ClosedAnswers
) -> None:
    scale = recognised.layout.questionnaire.questions[code].scale
    if scale and column.has_numbers:
        lowest = int(np.nanmin(column.number_of))
        outcome.lowest[scale] = min(outcome.lowest.get(scale, lowest), lowest)


def _reworded_questions(recognised: RecognisedSheet) -> list[Reason]:
    items = recognised.layout.questionnaire.items()
    return [
        reason(
            "reworded_question",
            sheet=recognised.sheet.name,
            cell=cell_name(recognised.header_row + 1, column),
            text=header_text(recognised.layout, code),
        )
        for code, column in recognised.reworded.items()
        if code not in items
    ]


def _unknown(
    recognised: RecognisedSheet, code: str, why: str, rows: np.ndarray, column: int
) -> Reason:
    questionnaire, language = recognised.layout.questionnaire, recognised.layout.language
    options, other = questionnaire.choices(code).options, questionnaire.questions[code].other
    allowed = [caption(texts, language) for texts in options.values()]
    return reason(
        why,
        sheet=recognised.sheet.name,
        cell=some_cells(sorted(rows.tolist()), column),
        text=header_text(recognised.layout, code),
        count=len(rows),
        allowed=" · ".join(allowed),
        other=caption(options[other], language) if other else "",
    )


def _about_numbers(
    recognised: RecognisedSheet, code: str, column: Column, rows: np.ndarray
) -> list[Reason]:
    """Findings about cells whose number cannot be used, or is in no total."""
    where = recognised.layout.column_of(code) or 0
    return [
        reason(
            rule,
            sheet=recognised.sheet.name,
            cell=some_cells(rows[hits].tolist(), where),
            text=header_text(recognised.layout, code),
            count=len(hits),
        )
        for rule, hits in column.rules.items()
        if rule in NUMBER_FINDINGS
    ]
