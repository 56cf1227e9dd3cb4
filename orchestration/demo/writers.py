"""Tables to the bytes that tools write: xlsx, csv and sav, the same bytes on every run.

Belongs here: file formats, and what makes them the same in every run. Does not belong here: surveys.
"""

from __future__ import annotations

import csv
import io
from datetime import datetime
from pathlib import Path

from orchestration.demo.sheets import SHEET_NAME, Table

CREATED = datetime(2024, 1, 1)
# Header record of a .sav: at byte 92 are the creation date (9) and time (8) as text.
_SAV_CREATED = (92, b"01 Jan 2400:00:00")


def write_xlsx(path: Path, table: Table) -> None:
    """Write one sheet; text stays text, numbers are numbers."""
    import xlsxwriter

    options = {"strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(str(path), options)
    book.set_properties({"title": SHEET_NAME, "created": CREATED})
    sheet = book.add_worksheet(SHEET_NAME)
    for index, cells in enumerate([table.headers, *table.rows]):
        sheet.write_row(index, 0, [None if cell == "" else cell for cell in cells])
    book.close()


def write_webropol_csv(path: Path, table: Table) -> None:
    """Semicolons, a byte order mark and Windows line ends."""
    _write_csv(path, table, delimiter=";", encoding="utf-8-sig", quoting=csv.QUOTE_MINIMAL)


def write_limesurvey_csv(path: Path, table: Table) -> None:
    """Commas, every cell quoted, no byte order mark."""
    _write_csv(path, table, delimiter=",", encoding="utf-8", quoting=csv.QUOTE_ALL)


def write_sav(path: Path, table: Table) -> None:
    """Write SPSS with value labels; the clock of the header is replaced by a constant."""
    import pandas as pd
    import pyreadstat

    columns = {name: [row[index] for row in table.rows] for index, name in enumerate(table.headers)}
    frame = pd.DataFrame(columns)
    pyreadstat.write_sav(
        frame,
        str(path),
        file_label="Mukana demo, synthetic",
        column_labels=table.column_labels,
        variable_value_labels=table.value_labels,
    )
    offset, constant = _SAV_CREATED
    with path.open("r+b") as file:
        file.seek(offset)
        file.write(constant)


def _write_csv(path: Path, table: Table, *, delimiter: str, encoding: str, quoting: int) -> None:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, quoting=quoting, lineterminator="\r\n")  # type: ignore[arg-type]
    writer.writerows([table.headers, *table.rows])
    path.write_bytes(text.getvalue().encode(encoding))
