"""Lines for a register that people also edit: in its own order of columns, delimiter and encoding.

Belongs here: that, and adding them below what is there. Does not belong here: what the lines say.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from pathlib import Path

from orchestration.core.atomic_files import write_whole
from orchestration.ingest.registers.register_file import (
    columns_of,
    delimiter_of,
    encoding_of,
    text_of,
)
from orchestration.ingest.registers.registers import COLUMNS

Cells = Mapping[str, str]


def add(folder: Path, register: str, rows: Iterable[Cells]) -> None:
    """Add lines, cells by column, below those of `<folder>/<register>.csv`; what is there stays."""
    file = folder / f"{register}.csv"
    before = text_of(file).strip() if file.exists() else ""
    header = [] if before else [",".join(COLUMNS[register])]
    text = "\n".join([*([before] if before else header), *lines(folder, register, rows), ""])
    encoding = encoding_of(file.read_bytes()) if before else "utf-8"
    # What a code page cannot write, UTF-8 can.
    is_kept = encoding != "cp1252" or _fits(text, encoding)
    write_whole(file, text.encode(encoding if is_kept else "utf-8"))


def lines(folder: Path, register: str, rows: Iterable[Cells]) -> list[str]:
    """Lines to add to a register, without the line ends."""
    file = folder / f"{register}.csv"
    text = text_of(file) if file.exists() else ""
    delimiter = delimiter_of(text)
    [header] = list(csv.reader([text.strip().split("\n", 1)[0]], delimiter=delimiter)) or [[]]
    columns = columns_of(header) or COLUMNS[register]
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerows([row.get(column, "") for column in columns] for row in rows)
    return out.getvalue().split("\n")[:-1]


def _fits(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
