"""The correction workbook: every cell to correct, on a row of its own.

Belongs here: reasons -> xlsx bytes, the same for the same reasons. Pure. It holds addresses and
declared texts, no copy of the data, and every text as text, even one that looks like a formula.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from orchestration.ingest.messages.message import LANGUAGES

# Heading and width, in characters.
_COLUMNS = {
    "Välilehti / Sheet": 18,
    "Solu / Cell": 14,
    "Ongelma": 48,
    "Tee näin": 48,
    "Problem": 48,
    "What to do": 48,
    "Sallitut arvot / Allowed values": 36,
    "Korjattu / Done": 14,
}
_PARTS = ("problem", "action")
# A file's own time would make its bytes differ from run to run.
_CREATED = datetime(2000, 1, 1)


def workbook(reasons: Iterable[Mapping[str, Any]]) -> bytes:
    """The workbook of these reasons (as Reason.as_dict gives them)."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"title": "Korjattavat solut / Cells to correct", "created": _CREATED})
    page = book.add_worksheet("Korjattavat – To correct")
    head = book.add_format({"bold": True, "text_wrap": True, "bg_color": "#DCE6F1", "border": 1})
    body = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    for column, (title, width) in enumerate(_COLUMNS.items()):
        page.set_column(column, column, width)
        page.write_string(0, column, title, head)
    rows = list(_rows(reasons))
    for number, cells in enumerate(rows, 1):
        for column, text in enumerate(cells):
            page.write_string(number, column, text, body)
    last, done = max(len(rows), 1), len(_COLUMNS) - 1
    page.data_validation(1, done, last, done, {"validate": "list", "source": ["x"]})
    page.autofilter(0, 0, last, done)
    page.freeze_panes(1, 2)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    book.close()
    return out.getvalue()


def _rows(reasons: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, ...]]:
    """One row per cell or range of cells; a reason of the whole file is one row without a cell."""
    for reason in reasons:
        texts = [reason[f"{part}_{language}"] for language in LANGUAGES for part in _PARTS]
        allowed = reason["allowed"].replace(" · ", "\n")
        for cells in reason["cells"] or [""]:
            yield (reason["sheet"], cells, *texts, allowed, "")
