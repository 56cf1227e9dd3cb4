"""What a run keeps of a delivery that was read: values for its record, and its tables.

Belongs here: bringing both from the process that reads a file to the one that writes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pyarrow as pa

from orchestration.ingest.read_delivery import Context, Reading, read_delivery


@dataclass(frozen=True)
class DeliveryReading:
    """Fields of a Record by name, and every table as an Arrow stream."""

    values: dict[str, Any]
    streams: dict[str, bytes]

    @property
    def tables(self) -> dict[str, pa.Table]:
        """The tables by name."""
        return {
            name: pa.ipc.open_stream(stream).read_all() for name, stream in self.streams.items()
        }


def read(
    context: Context,
    data: bytes,
    delivery_id: str,
    sender_code: str,
    stated: dict[str, str],
    arrived_at: datetime,
) -> DeliveryReading:
    """Read one file. Raises Refusal with all reasons."""
    found = read_delivery(data, delivery_id, sender_code, context, stated, arrived_at)
    return DeliveryReading(_values(found), {n: _stream(t) for n, t in found.tables.items()})


def _stream(table: pa.Table) -> bytes:
    out = pa.BufferOutputStream()
    with pa.ipc.new_stream(out, table.schema) as writer:
        writer.write_table(table)
    return out.getvalue().to_pybytes()


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
