"""A question of several options that has a column with all choices and columns of single options too.

Belongs here: whether both say the same. Pure. Does not belong here: reading either (question_columns).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from orchestration.ingest.convert.answer import Answer
from orchestration.ingest.convert.column_values import Column
from orchestration.ingest.convert.tick_columns import tick_column
from orchestration.ingest.messages.refusal import Reason, cell_name, reason
from orchestration.ingest.recognise.recognised_sheet import RecognisedSheet, header_text


def differing_options(
    recognised: RecognisedSheet, columns: Mapping[str, Column], body: Mapping[int, pa.Array]
) -> list[Reason]:
    """A reason for each question whose two ways of stating its options differ in a row, if somebody
    chose an option in each: at the headers of the whole column and of the first option that differs.

    `columns` are those read. Only options that have a column are compared.
    """
    layout, found = recognised.layout, []
    wholes = {target.code: i for i, target in layout.columns.items() if target.option is None}
    for code, whole in wholes.items():
        column, question = columns.get(code), layout.questionnaire.questions.get(code)
        if column is None or column.wrong or question is None or question.kind != "multi":
            continue
        differing = _differing(recognised, code, column, body)
        if differing is not None:
            row = recognised.header_row + 1
            cells = f"{cell_name(row, whole)}, {cell_name(row, differing)}"
            about = {"sheet": recognised.sheet.name, "cell": cells}
            found.append(reason("options_differing", text=header_text(layout, code), **about))
    return found


def _differing(
    recognised: RecognisedSheet, code: str, column: Column, body: Mapping[int, pa.Array]
) -> int | None:
    """The first column of an option that is chosen in other rows there than in the whole column."""
    ticked: dict[int, np.ndarray] = {}
    written: dict[int, np.ndarray] = {}
    for index, target in recognised.layout.columns.items():
        if target.code == code and target.option is not None:
            texts = tick_column(recognised, index, body).texts
            ticked[index] = pc.equal(texts, target.option).to_numpy(zero_copy_only=False)
            written[index] = column.where(partial(_is, target.option))
    if not any(rows.any() for rows in ticked.values()):
        return None  # columns of options that say nothing
    return next((i for i in ticked if (ticked[i] != written[i]).any()), None)


def _is(option: str, answer: Answer) -> bool:
    return answer.option_code == option
