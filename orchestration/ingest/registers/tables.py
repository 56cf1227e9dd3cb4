"""The registers as tables: what the warehouse knows of services and senders.

Belongs here: their columns. Pure. Does not belong here: writing them (intake).
"""

from __future__ import annotations

import pyarrow as pa

from orchestration.ingest.registers.registers import COLUMNS, Registers
from orchestration.privacy.pseudonyms import keyed


def register_tables(registers: Registers, secret: bytes) -> dict[str, pa.Table]:
    """The registers as the warehouse's sources; empty texts as null.

    Each service has a `secret_number`, by which small groups are merged: nobody can work it out
    without the root's key.
    """
    numbers = [secret_number(row["service_code"], secret) for row in registers.services]
    services = _table(registers.services, "service")
    return {
        "services": services.append_column("secret_number", pa.array(numbers, pa.int64())),
        "senders": _table(registers.senders, "sender"),
    }


def secret_number(service_code: str, secret: bytes) -> int | None:
    """A number of a service that only the root's key gives; None where groups need no margin."""
    return int(keyed("service", service_code, secret)[:15], 16)


def _table(rows: list[dict[str, str]], prefix: str) -> pa.Table:
    columns = COLUMNS[f"{prefix}s"]
    named = {c: f"{prefix}_{c}" if c.startswith("name_") else c for c in columns}
    renamed = [{named[c]: row[c] or None for c in columns} for row in rows]
    return pa.Table.from_pylist(renamed, schema=pa.schema({named[c]: pa.string() for c in columns}))
