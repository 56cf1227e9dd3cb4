"""The Parquet files of raw/ and restricted/, and nothing of what they mean; called by raw alone.

Belongs here: writing a table whole, reading it, and forgetting rows of it. Does not belong here: where
it lies (raw_places).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from orchestration.core.atomic_files import building, replace_file
from orchestration.core.data_root import DataRoot
from orchestration.ingest.convert.shapes import REFUSALS, SCHEMAS
from orchestration.ingest.convert.tables import Blocks
from orchestration.ingest.read_delivery import Context
from orchestration.ingest.registers.tables import register_tables
from orchestration.intake.raw_files import write_parquet
from orchestration.intake.raw_places import file_of, folder_of
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
_EMPTY = "_schema.parquet"


def forget_rows(root: DataRoot, rows: Iterable[tuple[str, int]]) -> None:
    """Take rows (delivery id, row number) out of every table of their deliveries."""
    numbers: dict[str, list[int]] = {}
    for delivery_id, number in rows:
        numbers.setdefault(delivery_id, []).append(number)
    for delivery_id, forgotten in numbers.items():
        for name in SCHEMAS:
            file = file_of(root, name, delivery_id)
            table = pq.ParquetFile(file).read()
            keep = pc.invert(pc.is_in(table["row_number"], pa.array(forgotten, pa.int32())))
            _write(file, table.filter(keep))


def count_rows(root: DataRoot, delivery_id: str) -> int:
    """How many submissions of a delivery lie in raw."""
    return int(pq.ParquetFile(file_of(root, "submissions", delivery_id)).metadata.num_rows)


def refusals(root: DataRoot, delivery_id: str) -> pa.Table:
    """Keyed hashes of the rows of a delivery that gave no consent."""
    file = file_of(root, "refusals", delivery_id)
    if not file.exists():
        return REFUSALS.empty_table()
    table = pq.ParquetFile(file).read()
    for name in set(REFUSALS.names) - set(table.column_names):  # Of an earlier version of Mukana.
        table = table.append_column(name, pa.nulls(table.num_rows, pa.string()))
    return table


def write_superseded(root: DataRoot, rows: Iterable[tuple[str, int]]) -> None:
    """Write the rows that no longer count, each once, for however many reasons."""
    named = [dict(zip(_SUPERSEDED.names, row, strict=True)) for row in dict.fromkeys(rows)]
    _write(root.raw / "superseded.parquet", pa.Table.from_pylist(named, schema=_SUPERSEDED))


def write_declarations(root: DataRoot, context: Context) -> None:
    """The codebook and the registers as tables, and an empty file of each table's shape."""
    for name, schema in SCHEMAS.items():
        _write(folder_of(root, name) / _EMPTY, schema.empty_table())
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
