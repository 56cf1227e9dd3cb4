"""Question columns -> answers, one row per submission, question and chosen option.

Belongs here: which columns belong to a question, and what is said of cells that fit no option.
Open answers go apart and never into the answers.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from orchestration.ingest.convert.blocking import ChosenDirections, blocked, unclear
from orchestration.ingest.convert.cell_answers import (
    IMPLAUSIBLE,
    NOT_A_NUMBER,
    UNKNOWN,
    answer_reader,
)
from orchestration.ingest.convert.column_values import ANSWER_COLUMNS, Column, read_column
from orchestration.ingest.convert.reading import Part
from orchestration.ingest.convert.repairs import Repairs
from orchestration.ingest.convert.shapes import ANSWERS, OPEN_ANSWERS, same
from orchestration.ingest.convert.tick_columns import TickColumn, joined
from orchestration.ingest.convert.validity import mark_not_asked
from orchestration.ingest.messages.refusal import Reason, cell_name, reason, some_cells
from orchestration.ingest.recognise.recognised_sheet import RecognisedSheet, header_text
from orchestration.questionnaire.model.captions import caption


@dataclass
class ClosedAnswers:
    """The closed answers of a delivery: (question, answers) for each question read, what to
    refuse for, what to tell, which indicators may not be scored, and the repairs made.

    `fingerprints` has an array per question read; `lowest` the lowest bare number by scale, for whoever has to choose a direction.
    """

    tables: list[tuple[str, pa.Table]] = field(default_factory=list)
    fingerprints: list[np.ndarray] = field(default_factory=list)
    problems: list[Reason] = field(default_factory=list)
    findings: list[Reason] = field(default_factory=list)
    blocked: list[str] = field(default_factory=list)
    repairs: Repairs = field(default_factory=Repairs)
    lowest: dict[str, int] = field(default_factory=dict)


def read_answers(
    part: Part, answered_at: pa.Array, guard: ChosenDirections, also: Collection[str] = ()
) -> ClosedAnswers:
    """Read every closed question; items of a blocked indicator are left out, and those of the
    indicators `also` blocked, elsewhere in the delivery.
    """
    found, rows, body = part.found, part.rows, part.body
    outcome = ClosedAnswers()
    columns = _columns(found, body, guard)
    outcome.problems += _strange_ticks(found, rows, body)
    reasons = blocked(found, columns, guard)
    indicators = found.layout.questionnaire.indicators
    left_out = {item for code in {*reasons, *also} for item in indicators[code].items}
    outcome.blocked = sorted(reasons)
    outcome.findings += [one for many in reasons.values() for one in many]
    for code, column in columns.items():
        where = found.layout.column_of(code) or 0
        _note_lowest(found, code, column, outcome)
        hard = {} if unclear(column) and code in left_out else column.wrong
        told = [_undecided(found, code, why, rows[hits], where) for why, hits in hard.items()]
        (outcome.findings if unclear(column) else outcome.problems).extend(told)
        if column.wrong or code in left_out:
            continue
        table, said = mark_not_asked(found, code, column.table, rows, answered_at)
        outcome.findings += [*said, *_lost(found, code, column, rows)]
        outcome.tables.append((code, table))
        outcome.fingerprints += [] if column.fingerprints is None else [column.fingerprints]
        for rule, hits in column.rules.items():
            if rule not in (NOT_A_NUMBER, IMPLAUSIBLE):
                outcome.repairs.add(rule, rows[hits], where)
    outcome.findings += _reworded_questions(found)
    return outcome


def _columns(
    found: RecognisedSheet, body: dict[int, pa.Array], guard: ChosenDirections
) -> dict[str, Column]:
    layout, columns = found.layout, {}
    for code in layout.form.asked(layout.questionnaire):
        question = layout.questionnaire.questions[code]
        places = [i for i, target in layout.columns.items() if target.code == code]
        if question.kind == "open" or not places:
            continue
        whole = layout.columns[places[0]].option is None
        texts = body[places[0]] if whole else joined([_ticks(found, i, body) for i in places])
        chosen = guard.chosen(code, question.scale)
        decide = answer_reader(layout.questionnaire, layout.form, code, chosen)
        columns[code] = read_column(code, texts, decide)
    return columns


def _ticks(found: RecognisedSheet, index: int, body: dict[int, pa.Array]) -> TickColumn:
    target = found.layout.columns[index]
    question = found.layout.questionnaire.questions[target.code]
    return TickColumn.of(body[index], question, target.option or "")


def _strange_ticks(
    found: RecognisedSheet, rows: np.ndarray, body: dict[int, pa.Array]
) -> list[Reason]:
    """Cells of options that say neither that the option is chosen nor that it is not."""
    return [
        _undecided(found, target.code, UNKNOWN, rows[strange], index)
        for index, target in found.layout.columns.items()
        if target.option is not None
        if len(strange := _ticks(found, index, body).strange)
    ]


def _note_lowest(found: RecognisedSheet, code: str, column: Column, outcome: ClosedAnswers) -> None:
    scale = found.layout.questionnaire.questions[code].scale
    if scale and column.numbers is not None:
        lowest = int(np.nanmin(column.numbers))
        outcome.lowest[scale] = min(outcome.lowest.get(scale, lowest), lowest)


def _reworded_questions(found: RecognisedSheet) -> list[Reason]:
    items = found.layout.questionnaire.items()
    return [
        reason(
            "reworded_question",
            sheet=found.sheet.name,
            cell=cell_name(found.header_row + 1, column),
            text=header_text(found.layout, code),
        )
        for code, column in found.reworded.items()
        if code not in items
    ]


def _undecided(
    found: RecognisedSheet, code: str, why: str, rows: np.ndarray, column: int
) -> Reason:
    questionnaire, language = found.layout.questionnaire, found.layout.language
    allowed = [caption(texts, language) for texts in questionnaire.choices(code).options.values()]
    return reason(
        why,
        sheet=found.sheet.name,
        cell=some_cells(sorted(rows.tolist()), column),
        text=header_text(found.layout, code),
        count=len(rows),
        allowed=" · ".join(allowed),
    )


def _lost(found: RecognisedSheet, code: str, column: Column, rows: np.ndarray) -> list[Reason]:
    """A number that is none becomes a typed missing, and is told: never silently."""
    where = found.layout.column_of(code) or 0
    return [
        reason(
            rule,
            sheet=found.sheet.name,
            cell=some_cells(rows[hits].tolist(), where),
            text=header_text(found.layout, code),
            count=len(hits),
        )
        for rule, hits in column.rules.items()
        if rule in (NOT_A_NUMBER, IMPLAUSIBLE)
    ]


def answer_rows(
    answers: list[tuple[str, pa.Table]], rows: np.ndarray, keep: pa.Array, delivery_id: str
) -> pa.Table:
    """All answers of the delivery; texts that repeat stay dictionary-encoded in memory."""
    kept = keep.to_numpy(zero_copy_only=False)
    parts = []
    for code, table in answers:
        index = table["index"].to_numpy()
        wanted = kept[index]
        table = table.filter(pa.array(wanted))
        columns = {name: table[name] for name in ANSWER_COLUMNS}
        numbers = pa.array(rows[index[wanted]])
        parts.append(
            pa.table({"row_number": numbers, "question_code": same(code, len(numbers)), **columns})
        )
    if not parts:
        return ANSWERS.empty_table()
    joined = pa.concat_tables(parts)
    joined = joined.add_column(0, "delivery_id", same(delivery_id, joined.num_rows))
    return joined.unify_dictionaries()


def open_answers(part: Part, keep: pa.Array, delivery_id: str) -> pa.Table:
    """Open answers by submission and question; they go to restricted/, nowhere else."""
    layout, rows, body = part.found.layout, part.rows, part.body
    parts = []
    for index, target in layout.columns.items():
        question = layout.questionnaire.questions.get(target.code)
        if question is None or question.kind != "open":
            continue
        wanted = pc.and_(keep, pc.not_equal(pc.utf8_trim_whitespace(body[index]), ""))
        texts = body[index].filter(wanted)
        columns = [
            same(delivery_id, len(texts)),
            pa.array(rows).filter(wanted),
            same(target.code, len(texts)),
            texts,
        ]
        parts.append(pa.table(columns, names=OPEN_ANSWERS.names))
    return pa.concat_tables(
        [OPEN_ANSWERS.empty_table(), *(part.cast(OPEN_ANSWERS) for part in parts)]
    )
