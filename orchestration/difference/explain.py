"""The explained difference of a candidate to the release in use: the order of the steps.

Belongs here: which states are made, what is compared with what, and writing the result. Does not
belong here: the causes of people (moves, newest), counting (people, elements), words (causes).

What the release in use was made from is known. One kind of input after the other is set to what it
is now: code, questionnaires, registers, answers. The state after the last is the candidate, the one
before the first is the release in use; states between are made by reading again (states), which is
needed only where more than one kind changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from orchestration.core import atomic_files
from orchestration.core.data_root import DataRoot
from orchestration.core.errors import UserError
from orchestration.core.json_text import readable
from orchestration.difference import elements, made_from, moves, newest, people, states, table
from orchestration.difference.causes import CODE, SEVERAL
from orchestration.difference.labels import Labels
from orchestration.difference.made_from import ANSWERS, MadeFrom
from orchestration.difference.rows import MovedFigure, RowKey
from orchestration.intake.declared_inputs import Declared
from orchestration.release import difference_files, metadata_schemas, metadata_tables, pointer
from orchestration.release.history_store import Base, staged
from orchestration.release.manifest import release_id_of

_NEWEST, _METRICS = "newest.parquet", "metrics.parquet"


def explain(declared: Declared, base: Base, candidate_id: str) -> int:
    """Work out why figures moved, and write it beside the candidate; returns how many moved.

    Reads the warehouse that the candidate was made from, and the history that it starts from. Also
    puts aside what the candidate was made from, for the next one. Raises UserError or OSError.
    """
    root = declared.root
    now = made_from.of_now(declared, candidate_id)
    current = pointer.read(root)
    in_use = current["release_id"] if current else None
    with _connected(root.warehouse) as connection:
        _stage(root, connection, now)
        if in_use == release_id_of(candidate_id) and _is_repeated(root, in_use):
            return 0
        before = made_from.read(difference_files.compared(root) / in_use) if in_use else None
        compared = _Comparison(declared, base, now, before, in_use, connection)
        labels = Labels(connection, compared.released)
        figures = table.ordered(compared.figures(), labels)
        _write(root, candidate_id, compared, figures, labels)
    return len(figures)


@contextmanager
def _connected(warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    connection = duckdb.connect()
    try:
        connection.execute(f"attach '{_quoted(warehouse)}' as now (read_only)")
        yield connection
    finally:
        connection.close()


class _Comparison:
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
        self.kept = difference_files.compared(self.root) / str(in_use)
        self.released = self.root.published / "releases" / in_use if in_use else None

    @property
    def otherwise(self) -> str:
        """The cause of what no input explains: the code, if it changed."""
        return CODE if CODE in self.changed else SEVERAL

    def figures(self) -> list[MovedFigure]:
        """All figures that moved; none for a first release."""
        if self.released is None:
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
        if self.before is None:
            return None
        names = []
        for number in range(len(self.changed) - 1):
            kinds = self.changed[: number + 1]
            state = states.database(self.declared, self.before, kinds, self.base.folder)
            try:
                file = stack.enter_context(state)
            except UserError:
                return None
            names.append(f"state_{number}")
            self.connection.execute(f"attach '{_quoted(file)}' as {names[-1]} (read_only)")
        return names

    def _people(self, names: Sequence[str] | None) -> list[MovedFigure]:
        moved: dict[RowKey, people.Moved] = {}
        if self._history_is_of_release:
            moves.read(self.connection, self.base.folder)
            newest.own_causes(self.connection, *self._newest(names))
            causes = moves.causes(self.connection, is_known=names is not None)
            codebook = self.root.raw / "codebook"
            moved = people.moved_cells(self.connection, self.base.folder, codebook, causes)
        found: list[MovedFigure] = []
        for name in (people.CHANGE, people.LEVEL):
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
        queries = [f"select * from {_parquet(self.kept / _NEWEST)}"]
        queries += [newest.NEWEST.format(database=name) for name in (*names, "now")]
        for number, query in enumerate(queries):
            self.connection.execute(f"create temp table newest_{number} as {query}")
        inputs = [None if kind == ANSWERS else kind for kind in self.changed]
        return [f"newest_{number}" for number in range(len(queries))], inputs or [None]

    def _organisations(self, names: Sequence[str] | None) -> list[MovedFigure]:
        found: list[MovedFigure] = []
        for listed in elements.LISTS:
            table_file = self._file(listed.table_name)
            first = table_file if listed.is_published else _parquet(self.kept / _METRICS)
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

    def _file(self, name: str) -> str:
        return _parquet(self.released / f"{name}.parquet")


def _stage(root: DataRoot, connection: duckdb.DuckDBPyConnection, now: MadeFrom) -> None:
    """Put aside what the next candidate is compared with."""
    place = difference_files.compared(root)
    place.mkdir(parents=True, exist_ok=True)
    atomic_files.sweep(place)
    with atomic_files.building(place / difference_files.STAGED) as fresh:
        fresh.mkdir()
        newest.keep(connection, fresh / _NEWEST)
        elements.keep(connection, fresh / _METRICS)
        made_from.keep(fresh, now)
        atomic_files.flush_folder(fresh)
        atomic_files.swap_folder(fresh, place / difference_files.STAGED)


def _is_repeated(root: DataRoot, release_id: str) -> bool:
    """True if the candidate is the release in use, and its difference could be had from there."""
    kept = difference_files.compared(root) / release_id
    names = (difference_files.SUMMARY, difference_files.PARQUET)
    if not all((kept / name).exists() for name in names):
        return False
    for folder in (
        difference_files.folder(root),
        difference_files.compared(root) / difference_files.STAGED,
    ):
        folder.mkdir(exist_ok=True)
        for name in names:
            atomic_files.copy_whole(kept / name, folder / name)
    return True


def _write(
    root: DataRoot,
    candidate_id: str,
    compared: _Comparison,
    figures: list[MovedFigure],
    labels: Labels,
) -> None:
    record = staged(root, candidate_id)
    summary: dict[str, Any] = {
        "candidate_id": candidate_id,
        "instead_of": compared.in_use,
        "changed_inputs": compared.changed,
        "held_people_band": record.held_people_band if record else None,
        "moved_count": len(figures),
        "figures": table.summary_of(figures, labels),
    }
    rows = pa.Table.from_pylist(
        table.table_rows(figures, labels), schema=metadata_schemas.SCHEMAS[difference_files.TABLE]
    )
    for folder in (
        difference_files.folder(root),
        difference_files.compared(root) / difference_files.STAGED,
    ):
        folder.mkdir(exist_ok=True)
        content = metadata_tables.to_parquet(rows)
        atomic_files.write_whole(folder / difference_files.PARQUET, content)
        atomic_files.write_whole(folder / difference_files.SUMMARY, readable(summary))


def _parquet(file: Path) -> str:
    return f"read_parquet('{_quoted(file)}')"


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
