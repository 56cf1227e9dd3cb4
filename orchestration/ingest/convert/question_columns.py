"""The cells that are one question's answers: a column, one per option, or one with a text beside it.

Belongs here: reading them together as one column. Does not belong here: messages about them
(answers), or what one cell means (cell_answers, tick_columns).
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from orchestration.core.text import normalise
from orchestration.ingest.convert.blocking import ChosenDirections
from orchestration.ingest.convert.cell_answers import answer_reader
from orchestration.ingest.convert.column_values import Column, read_column
from orchestration.ingest.convert.other_option import without_any_option
from orchestration.ingest.convert.tick_columns import (
    join_ticks,
    not_written,
    tick_column,
)
from orchestration.ingest.readers.cell_values import blank_cells
from orchestration.ingest.readers.survey_tools import tool_named
from orchestration.ingest.recognise.recognised_sheet import RecognisedSheet


def question_columns(
    recognised: RecognisedSheet, body: Mapping[int, pa.Array], directions: ChosenDirections
) -> dict[str, Column]:
    """The answers of every closed question that has a column, by its code."""
    layout, columns = recognised.layout, {}
    for code in layout.form.asked(layout.questionnaire):
        question = layout.questionnaire.questions[code]
        places = [i for i, target in layout.columns.items() if target.code == code]
        if question.kind == "open" or not places:
            continue
        texts = _texts(recognised, places, body)
        chosen = directions.of(code, question.scale)
        distinct = texts.unique().to_pylist() if question.kind == "number" else []
        own = frozenset().union(*(not_written(recognised, i) for i in places))
        read = answer_reader(layout.questionnaire, layout.form, code, chosen, distinct, own)
        column = read_column(code, texts, read)
        if wrong := without_any_option(column, texts):
            column = Column(column.kinds, [], wrong)
        hidden = _not_shown(recognised, places, body)
        columns[code] = column.with_blanks_as("not_shown", hidden)
    return columns


def _texts(
    recognised: RecognisedSheet, places: list[int], body: Mapping[int, pa.Array]
) -> pa.Array:
    """One text per submission: the question's own column, else its options' columns as one.

    What is written beside a question with one answer is that answer where its column is blank.
    """
    targets = recognised.layout.columns
    whole = next((i for i in places if targets[i].option is None), None)
    ticks = [i for i in places if targets[i].option is not None]
    if whole is None:
        return join_ticks([tick_column(recognised, i, body) for i in ticks])
    texts = body[whole]
    if recognised.layout.questionnaire.questions[targets[whole].code].kind == "multi":
        # Nothing but a heading above the columns of its options.
        if ticks and pc.all(blank_cells(texts)).as_py():
            return join_ticks([tick_column(recognised, i, body) for i in ticks])
        return texts
    for index in ticks:
        beside = tick_column(recognised, index, body).texts
        texts = pc.if_else(blank_cells(texts), beside, texts)
    return texts


def _not_shown(
    recognised: RecognisedSheet, places: list[int], body: Mapping[int, pa.Array]
) -> np.ndarray:
    """True where every option's column holds the tool's word for a question that was not shown."""
    tool, targets = tool_named(recognised.tool), recognised.layout.columns
    question = recognised.layout.questionnaire.questions[targets[places[0]].code]
    ticks = [i for i in places if targets[i].option not in (None, question.other)]
    hidden = np.full(len(body[places[0]]), bool(tool and tool.not_shown and ticks))
    for index in ticks if hidden.any() else ():
        encoded = body[index].dictionary_encode()
        words = encoded.dictionary.to_pylist()
        said = np.array([normalise(text) in tool.not_shown for text in words], bool)
        hidden &= said[encoded.indices.to_numpy()] if len(said) else False
    return hidden
