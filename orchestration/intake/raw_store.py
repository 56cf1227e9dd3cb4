"""The Parquet files of raw/ and restricted/, and nothing of what they mean; called by raw alone.

Belongs here: writing a table whole, reading it, and taking rows out of it. Does not belong here: where
it lies (raw_places).
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import lru_cache, partial
from itertools import pairwise
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from orchestration.core.atomic_files import building, flushed_together, replace_file
from orchestration.core.data_root import DataRoot
from orchestration.ingest.convert.shapes import REFUSALS, SCHEMAS
from orchestration.ingest.convert.tables import Blocks
from orchestration.ingest.read_delivery import Context
from orchestration.ingest.registers.tables import register_tables
from orchestration.intake import raw_places
from orchestration.intake.delivery_reading import SmallTables
from orchestration.intake.raw_files import write_parquet
from orchestration.intake.raw_places import EMPTY, file_of
from orchestration.intake.record import Record
from orchestration.questionnaire.loading import codebook

_DELIVERIES = pa.schema(
    {
        "delivery_id": pa.string(),
        "sender_code": pa.string(),
        "landed_at": pa.timestamp("us"),
        "questionnaire_code": pa.string(),
        "form_code": pa.string(),
        "form_version": pa.string(),
        "language_code": pa.string(),
        "is_synthetic": pa.bool_(),
    }
)
_SUPERSEDED = pa.schema({"delivery_id": pa.string(), "row_number": pa.int32()})


def write_tables(root: DataRoot, place: str, deliveries: Sequence[SmallTables]) -> None:
    """Write the tables of small deliveries to one place, each whole."""
    with raw_places.targets(root, place) as written:
        for name, fresh in written.items():
            blocks = [block for tables in deliveries for block in tables.get(name, ())]
            schema = SCHEMAS.get(name, REFUSALS)
            if len(deliveries) > 1:
                blocks = [_joined(blocks, schema)]
            write_parquet(fresh, Blocks(schema, partial(iter, blocks)), even_empty=name in SCHEMAS)
        raw_places.put_answers(root, place, written)


def _joined(blocks: Sequence[pa.Table], schema: pa.Schema) -> pa.Table:
    """The blocks as one table, each text in it once, and none that no row has."""
    table = pa.concat_tables([schema.empty_table(), *(block.cast(schema) for block in blocks)])
    columns = [
        column.dictionary_encode() if pa.types.is_string(column.type) else column
        for column in table.combine_chunks().columns
    ]
    return pa.table(columns, names=schema.names)


def keep_rows(
    root: DataRoot, place: str, deliveries: Sequence[str], without: Iterable[tuple[str, int]]
) -> None:
    """Keep at a place the rows of some deliveries only, and of them not those (delivery id, row
    number) that are named. Keyed hashes of refusals stay with their delivery.
    """
    numbers: dict[str, list[int]] = {}
    for delivery_id, number in without:
        numbers.setdefault(delivery_id, []).append(number)
    for file, table in _readable(root, place):
        keep = pc.is_in(table["delivery_id"], pa.array(deliveries))
        if "row_number" in table.column_names:
            for delivery_id, forgotten in numbers.items():
                here = pc.equal(table["delivery_id"], delivery_id)
                gone = pc.is_in(table["row_number"], pa.array(forgotten, pa.int32()))
                keep = pc.and_(keep, pc.invert(pc.and_(here, gone)))
        if not pc.all(keep, min_count=0).as_py():
            _write(file, _joined([table.filter(keep)], table.schema))


def deliveries_in(root: DataRoot, place: str) -> set[str]:
    """Ids of the deliveries that have rows at a place."""
    tables = _readable(root, place, ["delivery_id"])
    return {one for _, table in tables for one in table["delivery_id"].unique().to_pylist()}


def _readable(
    root: DataRoot, place: str, columns: list[str] | None = None
) -> Iterator[tuple[Path, pa.Table]]:
    """The tables at a place. A damaged one is left out: its deliveries are read again, or missed."""
    for file in raw_places.files(root, place):
        with contextlib.suppress(pa.ArrowInvalid, OSError):
            yield file, pq.ParquetFile(file).read(columns)


def table_of(
    root: DataRoot, record: Record, name: str, columns: Sequence[str] | None = None
) -> pa.Table:
    """The rows of one delivery in a table. Raises OSError where they are not there."""
    file = file_of(root, name, record.place)
    if not record.pack:
        return pq.ParquetFile(file).read(columns=columns and [*columns])
    stat = file.stat()
    wanted = tuple(dict.fromkeys(("delivery_id", *columns))) if columns else None
    table, places = _pack(file, wanted, stat.st_ino, stat.st_size, stat.st_mtime_ns)
    mine = table.slice(*places.get(record.delivery_id, (0, 0)))
    return mine.select([*columns]) if columns else mine


def rows_of(
    root: DataRoot, record: Record, name: str, columns: Sequence[str], numbers: Sequence[int]
) -> pa.Table:
    """The rows of some submissions of a delivery in a table, by row number; the others are never in
    memory all at once. Raises OSError where they are not there.
    """
    wanted = pa.array(numbers, pa.int32())
    if record.pack:
        table = table_of(root, record, name, columns)
        return table.filter(pc.is_in(table["row_number"], wanted))
    file = pq.ParquetFile(file_of(root, name, record.place))
    schema = pa.schema([file.schema_arrow.field(column) for column in columns])
    pieces = (
        batch.filter(pc.is_in(batch["row_number"], wanted)).select([*columns])
        for batch in file.iter_batches(columns=[*columns])
    )
    return pa.Table.from_batches(pieces, schema)


# Deliveries of one sender lie in many packs, each with those of other senders.
@lru_cache(maxsize=64)
def _pack(
    file: Path, columns: tuple[str, ...] | None, *_state: int
) -> tuple[pa.Table, dict[str, tuple[int, int]]]:
    """A pack, and by delivery where its rows begin and how many they are: they lie together."""
    table = pq.ParquetFile(file).read(columns=columns and [*columns]).combine_chunks()
    runs = pc.run_end_encode(table["delivery_id"].combine_chunks())
    ends = [0, *runs.run_ends.to_pylist()]
    lengths = [(start, end - start) for start, end in pairwise(ends)]
    return table, dict(zip(runs.values.to_pylist(), lengths, strict=True))


def count_rows(root: DataRoot, record: Record) -> int:
    """How many submissions of a delivery lie in raw."""
    return int(table_of(root, record, "submissions", ["row_number"]).num_rows)


def refusals(root: DataRoot, record: Record) -> pa.Table:
    """Keyed hashes of the rows of a delivery that gave no consent."""
    if not file_of(root, "refusals", record.place).exists():
        return REFUSALS.empty_table()
    table = table_of(root, record, "refusals")
    for name in set(REFUSALS.names) - set(table.column_names):  # Of an earlier version of Mukana.
        table = table.append_column(name, pa.nulls(table.num_rows, pa.string()))
    return table


def write_superseded(root: DataRoot, rows: Iterable[tuple[str, int]]) -> None:
    """Write the rows that no longer count, each once, for however many reasons."""
    named = [dict(zip(_SUPERSEDED.names, row, strict=True)) for row in dict.fromkeys(rows)]
    _write(root.raw / "superseded.parquet", pa.Table.from_pylist(named, schema=_SUPERSEDED))


def write_declarations(root: DataRoot, context: Context) -> None:
    """The codebook and the registers as tables, and an empty file of each table's shape."""
    raw_places.make_folders(root)
    with flushed_together():
        for name, schema in SCHEMAS.items():
            _write(file_of(root, name, EMPTY), schema.empty_table())
        for name, table in codebook.tables(context.surveys.values()).items():
            _write(root.raw / "codebook" / f"{name}.parquet", table)
        for name, table in register_tables(context.registers, context.secret).items():
            _write(root.raw / "registers" / f"{name}.parquet", table)


def write_deliveries(root: DataRoot, records: list[Record], *, is_synthetic: bool) -> None:
    """Write the deliveries that count."""
    rows = [
        {name: getattr(record, name, None) for name in _DELIVERIES.names}
        | {"landed_at": _moment(record.landed_at_ns), "is_synthetic": is_synthetic}
        for record in sorted(records, key=lambda record: record.order)
    ]
    _write(root.raw / "deliveries.parquet", pa.Table.from_pylist(rows, schema=_DELIVERIES))


def _moment(nanoseconds: int) -> datetime:
    whole, rest = divmod(nanoseconds // 1000, 1_000_000)
    return datetime.fromtimestamp(whole, UTC).replace(tzinfo=None, microsecond=rest)


def _write(path: Path, table: pa.Table) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with building(path) as fresh:
        write_parquet(fresh, Blocks.of(table))
        replace_file(fresh, path)
