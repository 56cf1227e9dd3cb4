"""A candidate beside the release in use: which states are made, and what is compared with what.

Belongs here: the order of the steps. Does not belong here: the causes of people (moves, newest),
counting (people, elements), or writing the result (explain).

What the release in use was made from is known. One kind of input after the other is set to what it
is now: code, questionnaires, registers, answers. The state after the last is the candidate, the one
before the first is the release in use; states between are made by reading again (states), which is
needed only where more than one kind changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

import duckdb
import pyarrow.parquet as pq

from orchestration.core.errors import UserError
from orchestration.difference import elements, lists, made_from, moves, newest, people, states
from orchestration.difference.causes import CODE, SEVERAL
from orchestration.difference.made_from import ANSWERS, MadeFrom
from orchestration.difference.rows import MovedFigure, RowKey
from orchestration.intake.declared_inputs import Declared
from orchestration.release.history_store import Base
from orchestration.release.manifest import release_id_of

NEWEST, METRICS = "newest.parquet", "metrics.parquet"


class Comparison:
    """A candidate beside the release in use; `before` is None where its inputs are not kept."""

    def __init__(
        self,
        declared: Declared,
        base: Base,
        now: MadeFrom,
        before: MadeFrom | None,
        in_use: str | None,
        connection: duckdb.DuckDBPyConnection,
    ) -> None:
        self.declared, self.base, self.in_use = declared, base, in_use
        self.before, self.connection, self.root = before, connection, declared.root
        self.changed = made_from.changed(before, now) if before else []
        self.is_asked = before is None or before.asked != now.asked
        self.kept = self.root.compared / str(in_use)
        self.released = self.root.published / "releases" / in_use if in_use else None

    @property
    def otherwise(self) -> str:
        """The cause of what no input explains: the code, if it changed."""
        return CODE if CODE in self.changed else SEVERAL

    def figures(self) -> list[MovedFigure]:
        """All figures that moved; none for a first release, or where it cannot be read."""
        if self.released is None or not self.released.is_dir():
            return []
        with ExitStack() as stack:
            names = self._states(stack)
            found = [*self._people(names), *self._organisations(names)]
            for name in names or ():
                self.connection.execute(f"detach {name}")
        return found

    def _states(self, stack: ExitStack) -> list[str] | None:
        """Names of attached warehouses, one after each kind of input but the last; None where what
        the release in use was made from is not kept, or can no longer be read.
        """
        kept = self.kept / NEWEST, self.kept / METRICS
        if self.before is None or not all(file.exists() for file in kept):
            return None
        names: list[str] = []
        for number in range(len(self.changed) - 1):
            kinds = self.changed[: number + 1]
            state = states.database(self.declared, self.before, kinds, self.base.folder)
            try:
                file = stack.enter_context(state)
            except UserError:
                return None
            names.append(f"state_{number}")
            self.connection.execute(f"attach '{quoted(file)}' as {names[-1]} (read_only)")
        return names

    def _people(self, names: Sequence[str] | None) -> list[MovedFigure]:
        moved: dict[RowKey, people.Moved] = {}
        if self._history_is_of_release:
            moves.read(self.connection, self.base.folder)
            newest.own_causes(self.connection, *self._newest(names))
            is_known = names is not None
            causes = moves.causes(self.connection, is_known=is_known, is_asked=self.is_asked)
            codebook = self.root.raw / "codebook"
            moved = people.moved_cells(self.connection, self.base.folder, codebook, causes)
        found: list[MovedFigure] = []
        for name in (people.CHANGE, people.LEVEL):
            if not self._has(name, people.columns(name)):
                continue
            after = people.published(self.connection, f"now.marts.{name}", name)
            before = people.published(self.connection, self._file(name), name)
            found += people.moved_figures(name, before, after, moved, self.otherwise)
        return found

    @property
    def _history_is_of_release(self) -> bool:
        record = self.base.record
        return record is not None and release_id_of(record.candidate_id) == self.in_use

    def _newest(self, names: Sequence[str] | None) -> tuple[list[str], list[str | None]]:
        """Tables of the newest data from the release in use to now, and what changed in between."""
        if names is None:
            return [], []
        queries = [f"select * from {_parquet(self.kept / NEWEST)}"]
        queries += [newest.NEWEST.format(database=name) for name in (*names, "now")]
        for number, query in enumerate(queries):
            self.connection.execute(f"create temp table newest_{number} as {query}")
        inputs = [None if kind == ANSWERS else kind for kind in self.changed]
        return [f"newest_{number}" for number in range(len(queries))], inputs or [None]

    def _organisations(self, names: Sequence[str] | None) -> list[MovedFigure]:
        found: list[MovedFigure] = []
        for listed in lists.LISTS:
            if not self._has(listed.table_name, listed.published_columns):
                continue
            table_file = self._file(listed.table_name)
            first = table_file if listed.is_published else _parquet(self.kept / METRICS)
            sources = [first, *(listed.of(one) for one in (*(names or ()), "now"))]
            found += elements.explained(
                self.connection,
                listed,
                (table_file, f"now.marts.{listed.table_name}"),
                sources,
                self.changed or [ANSWERS],
                (SEVERAL if names is None else None, self.otherwise),
            )
        return found

    def _has(self, name: str, columns: Sequence[str]) -> bool:
        """True if the release in use has a table with these columns: an earlier version may not."""
        file = self.released / f"{name}.parquet"
        return file.exists() and set(columns) <= set(pq.read_schema(file).names)

    def _file(self, name: str) -> str:
        return _parquet(self.released / f"{name}.parquet")


def _parquet(file: Path) -> str:
    return f"read_parquet('{quoted(file)}')"


def quoted(path: Path) -> str:
    """A path within quotes of SQL."""
    return str(path).replace("'", "''")
