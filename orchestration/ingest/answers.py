"""Question columns -> answers, one row per submission, question and chosen option.

Belongs here: which columns belong to a question, and what is said of cells that fit no option.
Open answers go apart and never into the answers.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from orchestration.ingest.convert import ANSWER_COLUMNS, answer_table, decider
from orchestration.ingest.recognise import Found, header_text
from orchestration.ingest.refusal import Reason, reason, some_cells
from orchestration.ingest.shapes import ANSWERS, OPEN_ANSWERS, same
from orchestration.ingest.values import BLANKS
from orchestration.questionnaire.codebook import caption
from orchestration.questionnaire.match import labels
from orchestration.questionnaire.text import normalise


def read_answers(
    found: Found, rows: np.ndarray, body: dict[int, pa.Array]
) -> tuple[list[tuple[str, pa.Table]], list[Reason], list[Reason]]:
    """(question, answers) for each closed question asked, reasons to refuse, findings."""
    layout = found.layout
    tables: list[tuple[str, pa.Table]] = []
    problems: list[Reason] = []
    findings: list[Reason] = []
    for code in layout.form.asked(layout.questionnaire):
        kind = layout.questionnaire.questions[code].kind
        columns = [i for i, target in layout.columns.items() if target.code == code]
        if kind == "open" or not columns:
            continue
        texts = (
            body[columns[0]]
            if layout.columns[columns[0]].option is None
            else _joined(found, columns, body)
        )
        table, wrong = answer_table(texts, decider(layout.questionnaire, layout.form, code))
        problems += [
            _undecided(found, code, why, rows[hits], columns[0]) for why, hits in wrong.items()
        ]
        if not wrong:
            tables.append((code, table))
            findings += _unread_numbers(found, code, texts, table, rows) if kind == "number" else []
    return tables, problems, findings


def _joined(found: Found, columns: list[int], body: dict[int, pa.Array]) -> pa.Array:
    """One column per option, made into one cell of chosen labels joined with `;`."""
    chosen = []
    for index in columns:
        label = found.layout.columns[index].option
        texts = pc.utf8_lower(body[index])
        empty = pc.is_in(
            texts, pa.array([*BLANKS, "0", "n", "no", "ei", "nej", "false", "unchecked"])
        )
        chosen.append(pc.if_else(empty, "", label))
    return pc.binary_join_element_wise(*chosen, ";") if len(chosen) > 1 else chosen[0]


def _undecided(found: Found, code: str, why: str, rows: np.ndarray, column: int) -> Reason:
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


def _unread_numbers(
    found: Found, code: str, texts: pa.Array, table: pa.Table, rows: np.ndarray
) -> list[Reason]:
    """A number that is none becomes a typed missing, and is told: never silently."""
    said = BLANKS | set(labels(found.layout.questionnaire.choices(code).missing))
    meant = [text for text in texts.unique().to_pylist() if normalise(text) in said]
    lost = pc.and_(
        pc.equal(table["missing_kind"], "no_answer"),
        pc.invert(pc.is_in(texts, pa.array(meant, pa.string()))),
    )
    hits = rows[pc.fill_null(lost, False).to_numpy()]
    if not len(hits):
        return []
    where = some_cells(hits.tolist(), found.layout.column_of(code) or 0)
    text = header_text(found.layout, code)
    return [reason("not_a_number", sheet=found.sheet.name, cell=where, text=text, count=len(hits))]


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


def open_answers(
    found: Found, rows: np.ndarray, keep: pa.Array, body: dict[int, pa.Array], delivery_id: str
) -> pa.Table:
    """Open answers by submission and question; they go to restricted/, nowhere else."""
    layout, parts = found.layout, []
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
