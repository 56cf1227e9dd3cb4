"""A table with a row per person: each time point read as a table of its own, then joined.

Belongs here: who has answers at which time point, and joining the readings to one delivery. Rows
and columns keep their places in the sheet, and so does every address; only a submission's number
differs by time point. Does not belong here: which time point a column is of (matching/wide_index).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from orchestration.core.text import is_blank
from orchestration.ingest.convert.reading import Part, Reading
from orchestration.ingest.convert.shapes import TIME_POINT_STEP
from orchestration.ingest.convert.tables import Blocks, Tables
from orchestration.ingest.convert.tick_columns import tick_column
from orchestration.ingest.readers.text_columns import compact
from orchestration.ingest.recognise.recognised_sheet import RecognisedSheet
from orchestration.questionnaire.matching.labels import labels
from orchestration.questionnaire.matching.layout import Layout


def parts_of(
    recognised: RecognisedSheet, rows: np.ndarray, body: dict[int, pa.Array]
) -> list[Part]:
    """The table as one part, or a part per time point with the rows of people who answered at any.

    A person did not answer at a time point if all columns of that time point alone are blank.
    """
    if not recognised.parts:
        return [Part(recognised, rows, body, np.ones(len(rows), bool))]
    present = [
        _present(part, own, body, len(rows))
        for part, own in zip(recognised.parts, own_columns(recognised.layout), strict=True)
    ]
    somewhere = np.logical_or.reduce(present)
    if not somewhere.all():
        rows = rows[somewhere]
        body = {
            index: compact(column.filter(pa.array(somewhere))) for index, column in body.items()
        }
        present = [here[somewhere] for here in present]
    places = list(recognised.layout.form.time_points)
    return [
        Part(part, rows, body, here, places.index(part.layout.form.constants["phase"]))
        for part, here in zip(recognised.parts, present, strict=True)
    ]


def own_columns(layout: Layout) -> list[set[int]]:
    """The columns of each time point that no other shares; of any other table, all of them."""
    return [set(part.columns) - part.shared for part in layout.parts]


def _present(
    part: RecognisedSheet, own: set[int], body: dict[int, pa.Array], count: int
) -> np.ndarray:
    filled = np.zeros(count, bool)
    for index in sorted(own):
        if filled.all():
            break
        filled |= _filled(part, index, body)
    return filled


def _filled(part: RecognisedSheet, index: int, body: dict[int, pa.Array]) -> np.ndarray:
    """True where a cell holds an answer; an option that was not chosen is none."""
    layout = part.layout
    target, questionnaire, cells = layout.columns[index], layout.questionnaire, body[index]
    question = questionnaire.questions.get(target.code)
    if question is not None and target.option is not None:
        ticks = tick_column(part, index, body)
        chosen = pc.not_equal(ticks.texts, "").to_numpy(zero_copy_only=False)
        return chosen | np.isin(np.arange(len(cells)), ticks.unclear)
    declared = labels(questionnaire.choices(target.code).options if question else {})
    encoded = cells.dictionary_encode()
    filled = [text in declared or not is_blank(text) for text in encoded.dictionary.to_pylist()]
    return (
        np.array(filled, bool)[encoded.indices.to_numpy()] if filled else np.zeros(len(cells), bool)
    )


def numbered(rows: pa.ChunkedArray, place: int) -> pa.ChunkedArray:
    """The sheet's rows as numbers of submissions, each time point with numbers of its own."""
    return pc.add_checked(rows, pa.scalar(place * TIME_POINT_STEP, pa.int32()))


def join_readings(
    recognised: RecognisedSheet, parts: Sequence[Part], readings: Sequence[Reading]
) -> Reading:
    """One reading from those of its time points; a finding that several share is listed once."""
    if not recognised.parts:
        return readings[0]
    tables = {
        name: Blocks(blocks.schema, partial(_joined, name, parts, readings))
        for name, blocks in readings[0].tables.blocks.items()
    }
    names = dict.fromkeys(name for reading in readings for name in reading.counts)
    counts = {name: sum(reading.counts.get(name, 0) for reading in readings) for name in names}
    counts |= {
        "people_rows": len(parts[0].rows),
        "time_points": sum(bool(part.present.any()) for part in parts),
    }
    return Reading(
        recognised,
        Tables(tables),
        counts,
        list(dict.fromkeys(one for reading in readings for one in reading.findings)),
        sorted({code for reading in readings for code in reading.blocked_indicators}),
        {},
        _lowest(readings),
    )


def _joined(name: str, parts: Sequence[Part], readings: Sequence[Reading]) -> Iterator[pa.Table]:
    for part, reading in zip(parts, readings, strict=True):
        for block in reading.tables.blocks[name].made():
            yield _numbered(block, part.place)


def _numbered(table: pa.Table, place: int) -> pa.Table:
    name = "row_number"
    if not place or name not in table.column_names:
        return table
    where = table.schema.get_field_index(name)
    return table.set_column(where, table.schema.field(name), numbered(table[name], place))


def _lowest(readings: Sequence[Reading]) -> dict[str, int]:
    lowest_of: dict[str, int] = {}
    for reading in readings:
        for scale, lowest in reading.lowest_numbers.items():
            lowest_of[scale] = min(lowest_of.get(scale, lowest), lowest)
    return lowest_of
