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
    texts = [_line(table, line) for line in (*table.before, *lines_of(table), *table.after)]
    for i in range(len(table.rows)):
        cells = [column.cells[i] for column in table.columns]
        if any(cell.bare for cell in cells):
            parts = [c.text.replace(";", table.delimiter) if c.bare else _line(table, [c.text]) for c in cells]  # fmt: skip
            texts[table.first_row - 1 + i] = table.delimiter.join(parts)
    ends = table.trailing * table.delimiter
    data = "".join(text + ends + table.line_end for text in texts).encode(table.encoding)
    if table.bad_byte:
        data = data.replace(table.bad_byte.encode(), b"\xe4", 1)
    return data


def _line(table: Table, texts: list[str]) -> str:
    out = io.StringIO()
    quoting = csv.QUOTE_ALL if table.quote_all else csv.QUOTE_MINIMAL
    last = max((n for n, text in enumerate(texts, 1) if text), default=1)
    writer = csv.writer(out, delimiter=table.delimiter, quoting=quoting, lineterminator="\r\n")
    writer.writerow(texts[:last] if table.cut else texts)
    line = out.getvalue().removesuffix("\r\n")
    # A lone blank is written as two quotation marks.
    return "" if texts in ([""], []) and not table.quote_all else line


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
