"""Keeps the names that services had: `registers/earlier_names.csv`, to which lines are only added.

Belongs here: noticing that `services.csv` renamed a service since the last run. A person removes a
line once no file uses its name any more. The caller holds the root's lock, and has not read the
registers yet.
"""

from __future__ import annotations

import pyarrow as pa
import pyarrow.parquet as pq

from orchestration.core.data_root import DataRoot
from orchestration.core.text import normalise
from orchestration.ingest.registers import earlier_names, registers
from orchestration.intake import register_lines


def keep(root: DataRoot) -> int:
    """Add the names that the last run knew and the register has no more; returns how many.

    Nothing is kept while a register has an error: the run that follows says what is wrong.
    """
    try:
        last_run = pq.ParquetFile(root.raw / "registers" / "services.parquet").read().to_pylist()
    except (OSError, pa.ArrowException):  # no run yet, or its table is damaged: it is made again
        return 0
    try:
        now = registers.load(root.registers)
    except registers.RegisterError:
        return 0
    before = [
        {name.removeprefix("service_") if "_name_" in name else name: row[name] for name in row}
        for row in last_run
    ]
    gone = [
        row
        for row in earlier_names.taken_away(before, now.services)
        if normalise(row[1]) not in now.names["service"]
    ]
    if gone:
        lines = [{"service_code": code, "name": name} for code, name in gone]
        register_lines.add(root.registers, "earlier_names", lines)
    return len(gone)
