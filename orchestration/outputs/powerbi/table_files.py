"""The file of one table of the model: its measures, columns and where its rows come from.

Belongs here: how a table is written. Does not belong here: which tables, columns and measures there are
(model, measures).
"""

from __future__ import annotations

from collections.abc import Mapping

from orchestration.outputs.powerbi import measures, model, reading
from orchestration.outputs.powerbi.identity import guid
from orchestration.outputs.powerbi.measures import Measure
from orchestration.outputs.powerbi.model import BASE, ModelColumn, ModelTable
from orchestration.outputs.powerbi.tmdl import Lines, described, joined, quoted

_FORMATS = {"int64": "0", "decimal": "#,0.0", "double": "#,0.0"}


def table(
    stated: ModelTable, all_measures: Mapping[str, Measure], tables: Mapping[str, ModelTable]
) -> str:
    """The file of one table, with the measures that belong to it."""
    return joined(_table(stated, all_measures, tables))


def _table(
    stated: ModelTable, all_measures: Mapping[str, Measure], tables: Mapping[str, ModelTable]
) -> Lines:
    caption = stated.stated.caption[BASE]
    yield from described(stated.stated.description[BASE])
    yield f"table {quoted(caption)}"
    if stated.is_hidden:
        yield "\tisHidden"
    if stated.name == model.DATE_TABLE:
        yield "\tdataCategory: Time"
    yield f"\tlineageTag: {guid('table', stated.name)}"
    for measure in all_measures.values():
        if measure.table == stated.name:
            yield from _measure(measure, measures.expression(measure, all_measures, tables))
    for column in stated.columns:
        yield from _column(stated, column)
    yield ""
    yield f"\tpartition {quoted(caption)} = m"
    yield "\t\tmode: import"
    yield "\t\tsource ="
    yield from ("\t\t\t\t" + line for line in reading.source(stated))


def _measure(measure: Measure, expression: str) -> Lines:
    first, *others = expression.splitlines()
    yield ""
    yield from described(measure.description[BASE], "\t")
    head = f"\tmeasure {quoted(measure.caption[BASE])} ="
    if others:
        yield head
        yield from (f"\t\t\t{line}" for line in (first, *others))
    else:
        yield f"{head} {first}"
    if measure.format:
        yield f"\t\tformatString: {measure.format}"
    yield f"\t\tdisplayFolder: {measure.folder[BASE]}"
    yield f"\t\tlineageTag: {guid('measure', measure.code)}"


def _column(stated: ModelTable, column: ModelColumn) -> Lines:
    yield ""
    yield from described(column.stated.text(BASE), "\t")
    yield f"\tcolumn {quoted(column.stated.caption[BASE])}"
    yield f"\t\tdataType: {column.data_type}"
    if column.is_hidden:
        yield "\t\tisHidden"
    if (stated.name, column.stated.name) == (model.DATE_TABLE, model.DATE_COLUMN):
        yield "\t\tisKey"
    yield from _format(column)
    if column.folder and not column.is_hidden:
        yield f"\t\tdisplayFolder: {column.folder[BASE]}"
    yield f"\t\tlineageTag: {guid('column', stated.name, column.stated.name)}"
    yield "\t\tsummarizeBy: none"
    yield f"\t\tsourceColumn: {column.stated.name}"
    if column.sort_by:
        captions = {c.stated.name: c.stated.caption[BASE] for c in stated.columns}
        yield f"\t\tsortByColumn: {quoted(captions[column.sort_by])}"


def _format(column: ModelColumn) -> Lines:
    if column.data_type in _FORMATS:
        yield f"\t\tformatString: {_FORMATS[column.data_type]}"
    if column.stated.data_type == "date":
        yield "\t\tformatString: Short Date"
