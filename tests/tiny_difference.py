"""A tiny release in use and a tiny candidate, to ask why their figures differ. No dbt.

Belongs here: laying out the tables that the difference reads. Does not belong here: what they mean.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

import duckdb

from orchestration.difference import moves, newest, people
from orchestration.difference.rows import MovedFigure, RowKey
from orchestration.release.metadata_tables import key_of

SURVEY, INDICATOR, PERIOD = "survey", 7, 20241


@dataclass(frozen=True)
class Pair:
    """One person's start and end as published: in the cell of a service, in an atom.

    `wanted`: the service whose cell the newest data want; None for the one that is published, 0 for
    suppressed. `is_joined`: the atom was made in this release.
    """

    person: int
    start: float
    end: float
    service: int = 1
    atom: int = 1
    version: int = 1
    is_joined: bool = False
    wanted: int | None = None


def joined(pairs: Iterable[Pair], atom: int) -> list[Pair]:
    """The pairs in an atom that is made in this release."""
    return [replace(pair, atom=atom, is_joined=True, version=1) for pair in pairs]


@dataclass
class Compared:
    """What is published and what the newest data are, before and now.

    `newest_before`: None for the published pairs. `withdrawn`: persons. `between`: the newest data
    after each kind of input but the last; `inputs`: the kinds that changed, None for answers.
    `is_asked`: somebody asked to be removed.
    """

    before: Sequence[Pair]
    after: Sequence[Pair]
    newest_before: Sequence[Pair] | None = None
    newest_after: Sequence[Pair] | None = None
    withdrawn: Sequence[int] = ()
    between: Sequence[Sequence[Pair]] = ()
    inputs: Sequence[str | None] = (None,)
    is_asked: bool = True

    def figures(self, folder: Path, otherwise: str = "several") -> list[MovedFigure]:
        """The figures of pairs that moved."""
        connection = duckdb.connect()
        connection.execute("attach ':memory:' as now")
        _dimensions(connection, folder)
        _history(folder, self.before)
        _candidate(connection, self.after, self.withdrawn)
        moves.read(connection, folder)
        newest.own_causes(connection, self._states(connection), self.inputs)
        causes = moves.causes(connection, is_asked=self.is_asked)
        moved = people.moved_cells(connection, folder, folder, causes)
        before, after = (_published(pairs) for pairs in (self.before, self.after))
        return people.moved_figures(people.CHANGE, before, after, moved, otherwise)

    def parts(self, folder: Path) -> dict[tuple[int, str], dict[str, float | None]]:
        """(service, figure) -> cause -> part."""
        return {
            (int(one.row.value("service_key")), one.figure_code): {
                part.cause: None if part.part is None else float(part.part) for part in one.parts
            }
            for one in self.figures(folder)
        }

    def _states(self, connection: duckdb.DuckDBPyConnection) -> list[str]:
        before = self.before if self.newest_before is None else self.newest_before
        after = self.after if self.newest_after is None else self.newest_after
        states = [before, *self.between, after]
        for number, pairs in enumerate(states):
            _newest(connection, f"state_{number}", pairs)
            query = newest.NEWEST.format(database=f"state_{number}")
            connection.execute(f"create table newest_{number} as {query}")
        return [f"newest_{number}" for number in range(len(states))]


def _published(pairs: Sequence[Pair]) -> dict[RowKey, people.Sums]:
    found = {}
    for service in {pair.service for pair in pairs}:
        cell = [pair for pair in pairs if pair.service == service]
        start, end = (sum(Decimal(str(getattr(p, n))) for p in cell) for n in ("start", "end"))
        columns = {
            "questionnaire_key": key_of(SURVEY), "indicator_key": INDICATOR, "period_key": PERIOD,
            "service_key": service,
        }  # fmt: skip
        totals = {"start": start, "end": end, "change": end - start}
        found[RowKey.of(people.CHANGE, columns)] = people.Sums(Decimal(len(cell)), totals)
    return found


def _dimensions(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    connection.execute("create schema now.marts; create schema now.restricted")
    connection.execute(
        f"create table now.marts.dim_indicator as select {INDICATOR} as indicator_key,"
        f" '{SURVEY}' as questionnaire_code, 'scale' as indicator_code"
    )
    connection.execute(
        f"copy (select '{SURVEY}' as questionnaire_code, 'scale' as indicator_code,"
        " 0::decimal(18,4) as score_low, 100::decimal(18,4) as score_high, 10 as item_count,"
        f" 1::decimal(18,4) as item_low, 5::decimal(18,4) as item_high)"
        f" to '{folder}/indicators.parquet'"
    )


_PUBLISHED = """
select
    col0 as measurement_key, '{survey}' as questionnaire_code, 3 as family_key,
    col0 as person_number, {period} as period_key, 'paired' as pairing_status_code,
    col3 as publication_cell_service_key, col4 as atom_number, col5::integer as version_count,
    col6 as is_joined, col1::decimal(18,10) as start_score, col2::decimal(18,10) as end_score
from (values {values})
"""
_SCORES = (
    f"select measurement_key, version_count as version_number, {INDICATOR} as indicator_key,"
    " start_score, end_score, null::decimal(18,10) as single_score from rows"
)


def _rows(pairs: Sequence[Pair]) -> str:
    values = ", ".join(
        f"({p.person}, {p.start}, {p.end}, {p.service}, {p.atom}, {p.version}, {p.is_joined})"
        for p in pairs
    )
    return _PUBLISHED.format(survey=SURVEY, period=PERIOD, values=values)


def _history(folder: Path, pairs: Sequence[Pair]) -> None:
    with duckdb.connect() as own:
        own.execute(f"create table rows as {_rows(pairs)}")
        own.execute(f"copy rows to '{folder}/published_measurements.parquet'")
        own.execute(f"copy ({_SCORES}) to '{folder}/published_scores.parquet'")


def _candidate(
    connection: duckdb.DuckDBPyConnection, pairs: Sequence[Pair], withdrawn: Sequence[int]
) -> None:
    connection.execute(f"create temp table rows as {_rows(pairs)}")
    connection.execute(
        "create table now.restricted.int_published_measurements as select *,"
        " 'published' as status_code, is_joined or version_count > 1 as is_changed from rows"
    )
    connection.execute(f"create table now.restricted.int_kept_scores as {_SCORES}")
    connection.execute(
        "create table now.restricted.int_withdrawn_people as select col0 as person_number from"
        f" (values {', '.join(f'({one})' for one in [*withdrawn, -1])}) where col0 > 0"
    )


def _newest(connection: duckdb.DuckDBPyConnection, name: str, pairs: Sequence[Pair]) -> None:
    """The newest data as the warehouse has them."""
    connection.execute(f"attach ':memory:' as {name}")
    connection.execute(f"create schema {name}.restricted")
    values = ", ".join(
        f"({p.person}, {p.start}, {p.end}, {p.service if p.wanted is None else p.wanted or 'null'})"
        for p in pairs
    )
    connection.execute(
        f"create table {name}.restricted.int_wanted_measurements as select"
        f" col0 as measurement_key, col0 as person_number, '{SURVEY}' as questionnaire_code,"
        f" {PERIOD} as period_key, 'paired' as pairing_status_code, 1 as service_key,"
        " col3 as publication_cell_service_key, 1 as start_submission_key, 2 as end_submission_key,"
        f" null as single_submission_key, [{INDICATOR}] as indicator_keys, [col1] as start_scores,"
        f" [col2] as end_scores, [null] as single_scores from (values {values})"
    )
