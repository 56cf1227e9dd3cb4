"""Adding lines to a register that people also edit: what is there stays as it is.

Belongs here: that, in the register's own delimiter. Does not belong here: what the lines say.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from orchestration.core.atomic_files import write_whole
from orchestration.ingest.registers.registers import COLUMNS, text_of


def add(folder: Path, register: str, rows: Sequence[Sequence[str]]) -> None:
    """Add lines below those of `<folder>/<register>.csv`."""
    file = folder / f"{register}.csv"
    before = text_of(file).strip() if file.exists() else ""
    header = before.split("\n", 1)[0]
    out = io.StringIO()
    delimiter = ";" if ";" in header else ","
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerows(rows if before else [COLUMNS[register], *rows])
    write_whole(file, (before + "\n" if before else "").encode() + out.getvalue().encode())
