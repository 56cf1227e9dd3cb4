"""A table as the bytes of a file: csv, xlsx, Webropol's JSON or sav."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from datetime import datetime
from pathlib import Path

import pandas as pd
import pyreadstat

from tests.kinds.survey import ITEMS
from tests.kinds.table import Table
from tests.kinds.workbook_writer import xlsx_of


def written(table: Table, kind: str) -> bytes:
    """The file of this kind that holds the table."""
    writers = {"csv": _csv, "xlsx": xlsx_of, "json": _json, "sav": _sav}
    return writers[kind](table)


def lines_of(table: Table) -> list[list[str]]:
    """Header rows and body as texts, without what comes before and after."""
    headers = zip(*(column.headers for column in table.columns), strict=True)
    body = ([column.cells[i].text for column in table.columns] for i in range(len(table.rows)))
    return [*map(list, headers), *body]


def _csv(table: Table) -> bytes:
    lines = [*table.before, *lines_of(table), *table.after]
    first = table.first_row - 1
    quoting = csv.QUOTE_ALL if table.quote_all else csv.QUOTE_MINIMAL
    texts = []
    for number, line in enumerate(lines):
        out = io.StringIO()
        csv.writer(out, delimiter=table.delimiter, quoting=quoting, lineterminator="\r\n").writerow(line)  # fmt: skip
        text = table.raw_lines.get(number - first, out.getvalue().removesuffix("\r\n"))
        texts.append(text + table.trailing * table.delimiter)
    data = "".join(text + table.line_end for text in texts).encode(table.encoding)
    if table.bad_byte:
        data = data.replace(table.bad_byte.encode(), b"\xe4", 1)
    return data


def _json(table: Table) -> bytes:
    pages = []
    for i in range(len(table.rows)):
        answers = []
        for number, column in enumerate(table.columns):
            stem, _, label = column.headers[0].partition(":")
            text = column.cells[i].text
            if column.role in ("answered_at", "response_id") or not text:
                continue
            if column.question == "help":
                label = text
            answers.append({"QuestionId": number, "Question": stem, "Label": label, "Answer": text})
            if column.question in ITEMS or column.question == "help":
                answers[-1]["QuestionId"] = 1000 if column.question == "help" else 1001
        at = next(column for column in table.columns if column.role == "answered_at").cells[i]
        pages.append({"ResponseId": i + 1, "ResponseDate": at.text, "RespondentAnswers": answers})
    return json.dumps({"Page": 1, "Responses": pages}, ensure_ascii=False).encode()


def _sav(table: Table) -> bytes:
    columns, labels, values, formats, ranges = {}, [], {}, {}, {}
    for number, column in enumerate(table.columns):
        name = f"V{number}"
        labels.append(column.headers[0])
        cells = [cell.value if cell.value is not None else cell.text for cell in column.cells]
        if column.role == "answered_at" and isinstance(cells[0], datetime):
            formats[name] = "DATETIME20"
        elif column.question in (*ITEMS, "gender", "sector", "phase", "consent"):
            known = list(dict.fromkeys(text for text in cells if text))
            values[name] = {float(code): text for code, text in enumerate(known, 1)}
            cells = [float(known.index(text) + 1) if text else None for text in cells]
        elif any(cell.value is not None for cell in column.cells) or column.role.startswith(
            "help:"
        ):
            cells = [None if text == "" else float(text) for text in cells]
        if column.role in table.missing:
            ranges[name] = [table.missing[column.role]]
        columns[name] = cells
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "file.sav"
        pyreadstat.write_sav(
            pd.DataFrame(columns), str(file), column_labels=labels, variable_value_labels=values,
            variable_format=formats, missing_ranges=ranges,
        )  # fmt: skip
        return file.read_bytes()
