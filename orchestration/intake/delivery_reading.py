"""What a run keeps of a delivery that was read: values for its record, and its tables as files.

Belongs here: what is done in the process that reads a file. Its tables may be bigger than what a
pipe should carry, so it writes them where it is asked to; raw_places puts them in their place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa

from orchestration.ingest.convert.shapes import SCHEMAS
from orchestration.ingest.read_delivery import Context, Reading, read_delivery
from orchestration.ingest.readers import Bytes
from orchestration.intake.raw_files import write_parquet

# Tables by name, each in the blocks that it was made in.
SmallTables = Mapping[str, Sequence[pa.Table]]
# A delivery of fewer cells is small: its tables go through the pipe, and share a file with others.
_SMALL_CELLS = 20_000


@dataclass(frozen=True)
class DeliveryReading:
    """Fields of a Record by name; of a small delivery also its tables, of others they are written."""

    values: dict[str, Any]
    tables: SmallTables | None = None


def read(
    context: Context,
    data: Bytes,
    delivery_id: str,
    sender_code: str,
    stated: dict[str, str],
    arrived_at: datetime,
    targets: Mapping[str, Path],
) -> DeliveryReading:
    """Read one file. The tables of a small one are in what is returned; of another each that is in
    `targets` is written, refusals only where there are any.

    Raises Refusal with all reasons; then nothing is written.
    """
    found = read_delivery(data, delivery_id, sender_code, context, stated, arrived_at)
    values, blocks = _values(found), dict(found.tables.blocks)
    if found.counts["read"] * len(found.recognised.header) < _SMALL_CELLS:
        return DeliveryReading(values, {name: [*blocks[name].made()] for name in targets})
    del found
    for name, target in targets.items():
        # Taken out: a table may be big, and the next one needs the room.
        write_parquet(target, blocks.pop(name), even_empty=name in SCHEMAS)
    return DeliveryReading(values)


def _values(reading: Reading) -> dict[str, Any]:
    layout = reading.recognised.layout
    return {
        "questionnaire_code": layout.questionnaire.questionnaire,
        "form_code": layout.form.form,
        "form_version": layout.form.version,
        "language_code": layout.language,
        "sheet": reading.recognised.sheet.name,
        "header_row": reading.recognised.header_row + 1,
        "choice": reading.recognised.choice(),
        "counts": reading.counts,
        "findings": tuple(found.as_dict() for found in reading.findings),
        "left_out_columns": tuple(reading.left_out),
        "blocked_indicators": tuple(reading.blocked_indicators),
        "repairs": reading.repairs,
        "lowest_numbers": reading.lowest_numbers,
        "services_of_others": reading.services_of_others,
    }
