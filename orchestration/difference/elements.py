"""Figures about organisations: metrics and activities, counted again with one input changed at a time.

Belongs here: counting the figures of a list in each state, and their parts. They are about organisations,
which are published one by one. Does not belong here: the lists (lists), people (moves, people).
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import duckdb

from orchestration.difference.causes import CORRECTIONS, NEW, together
from orchestration.difference.lists import METRICS, Listed
from orchestration.difference.made_from import ANSWERS
from orchestration.difference.rows import MovedFigure, RowKey, without_parts
from orchestration.difference.telescoping import Part, rounded

Figures = dict[RowKey, dict[str, Decimal | None]]
# Elements that were there, as they are now; those that have more rows now, as they were.
_CORRECTED = """
create temp table {name} as
with

had as (select {element}, count(*) as row_count from {earlier} group by {element}),

has as (select {element}, count(*) as row_count from {later} group by {element}),

grown as (

    select had.* exclude (row_count)
    from had
    inner join has on {had_is_has}
    where has.row_count > had.row_count

)

select * from {earlier} as earlier where exists (from grown where {earlier_is_grown})
union all
select * from {later} as later
where
    exists (from had where {later_is_had})
    and not exists (from grown where {later_is_grown})
"""


def keep(connection: duckdb.DuckDBPyConnection, file: Path) -> None:
    """Write the list of metrics of the warehouse attached as `now`: it is not published."""
    target = str(file).replace("'", "''")
    query = f"select {METRICS.columns} from {METRICS.of('now')} order by all nulls last"
    connection.execute(f"copy ({query}) to '{target}' (format parquet, codec 'zstd')")


def explained(
    connection: duckdb.DuckDBPyConnection,
    listed: Listed,
    published: tuple[str, str],
    sources: Sequence[str],
    inputs: Sequence[str],
    causes: tuple[str | None, str],
) -> list[MovedFigure]:
    """The figures of a table that moved.

    Args:
        connection: with the sources attached.
        listed: the table.
        published: the table in the release in use and in the candidate, to select from.
        sources: the list in the release in use and after each of `inputs`, one after the other; only
            now where that is not known.
        inputs: kinds of input that were changed.
        causes: the one cause of everything, where the sources are not known; the cause of what no
            input explains.
    """
    unknown, otherwise = causes
    before, after = (_published(connection, listed, source) for source in published)
    states: list[tuple[str, Figures]] = [("", before)]
    if unknown is None:
        tables = [_load(connection, listed, one, n) for n, one in enumerate(sources)]
        states.append((otherwise, _counted(connection, listed, tables[0])))
        for kind, earlier, later in zip(inputs, tables, tables[1:], strict=False):
            if kind == ANSWERS:
                between = _corrected(connection, listed, earlier, later)
                states.append((CORRECTIONS, _counted(connection, listed, between)))
            cause = NEW if kind == ANSWERS else kind
            states.append((cause, _counted(connection, listed, later)))
    return moved_figures([*states, (otherwise, after)], unknown)


def _published(connection: duckdb.DuckDBPyConnection, listed: Listed, source: str) -> Figures:
    """The figures of the published table."""
    if listed.is_published:
        return _counted(connection, listed, source)
    names = ", ".join((*listed.keys, *listed.figures))
    return _figures(listed, connection.execute(f"select {names} from {source}").fetchall())


def _load(connection: duckdb.DuckDBPyConnection, listed: Listed, source: str, number: int) -> str:
    """Make a table of the list; returns its name."""
    made = f"{listed.table_name}_{number}"
    connection.execute(f"create temp table {made} as select {listed.columns} from {source}")
    return made


def _corrected(
    connection: duckdb.DuckDBPyConnection, listed: Listed, earlier: str, later: str
) -> str:
    """Make a table: the list after corrections and removals, before new answers; returns its name."""

    def same(left: str, right: str) -> str:
        return " and ".join(f"{left}.{c} is not distinct from {right}.{c}" for c in listed.element)

    made = f"{listed.table_name}_corrected"
    connection.execute(
        _CORRECTED.format(
            name=made,
            earlier=earlier,
            later=later,
            element=", ".join(listed.element),
            had_is_has=same("had", "has"),
            earlier_is_grown=same("earlier", "grown"),
            later_is_had=same("later", "had"),
            later_is_grown=same("later", "grown"),
        )
    )
    return made


def _counted(connection: duckdb.DuckDBPyConnection, listed: Listed, source: str) -> Figures:
    """The figures of a list, by published row."""
    names = ", ".join(f"{expression} as {code}" for code, expression in listed.figures.items())
    groups = ", ".join((*listed.keys, *listed.grouped))
    keys = ", ".join(listed.keys)
    query = f"select {keys}, {names} from {source} group by {groups}"
    return _figures(listed, connection.execute(query).fetchall())


def _figures(listed: Listed, rows: list[tuple]) -> Figures:
    found: Figures = {}
    for row in rows:
        columns = dict(zip(listed.keys, row, strict=False))
        values = zip(listed.figures, row[len(listed.keys) :], strict=True)
        found[RowKey.of(listed.table_name, columns)] = {c: _number(v) for c, v in values}
    return found


def _number(value: object) -> Decimal | None:
    return None if value is None else rounded(Decimal(str(value)))


def moved_figures(
    states: Sequence[tuple[str, Figures]], unknown: str | None = None
) -> list[MovedFigure]:
    """The figures that differ between the first state and the last one, with their parts.

    `states`: what was changed to get there, and the figures; the cause of the first says nothing.
    `unknown`: the one cause of everything, where the states between are not known.
    """
    (_, before), (_, after) = states[0], states[-1]
    found: list[MovedFigure] = []
    for row in sorted({*before, *after}, key=lambda one: (one.table_name, str(one.columns))):
        old, new = before.get(row), after.get(row)
        if old == new:
            continue
        path = [(cause, figures.get(row)) for cause, figures in states]
        causes = [c for (_, was), (c, now) in pairwise(path) if was != now]
        causes = [unknown] if unknown else list(dict.fromkeys(causes))
        if old is None or new is None:
            found += without_parts(row, old or {}, new or {}, causes, "new" if new else "gone")
            continue
        for code in sorted(new):
            if old.get(code) != new[code]:
                values = [(cause, (figures or {}).get(code)) for cause, figures in path]
                found.append(_moved(row, code, values, unknown))
    return found


def _moved(
    row: RowKey, code: str, values: list[tuple[str, Decimal | None]], unknown: str | None
) -> MovedFigure:
    old, new = values[0][1], values[-1][1]
    changed = [(cause, was, now) for (_, was), (cause, now) in pairwise(values) if was != now]
    causes = list(dict.fromkeys(cause for cause, _, _ in changed))
    if old is None or new is None:
        [found] = without_parts(
            row, {code: old}, {code: new}, [unknown] if unknown else causes,
            "new" if old is None else "gone",
        )  # fmt: skip
        return found
    if unknown or any(was is None or now is None for _, was, now in changed):
        listed = (Part(unknown or together(causes), new - old),)
    else:
        sums = dict.fromkeys(causes, Decimal(0))
        for cause, was, now in changed:
            sums[cause] += now - was
        listed = tuple(Part(cause, number) for cause, number in sums.items() if number)
    return MovedFigure(row, code, old, new, "changed", listed)
