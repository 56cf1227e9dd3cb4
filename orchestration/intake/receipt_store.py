"""Receipts on disk: what every delivery came to, for its sender; called by raw alone.

Belongs here: where a receipt lies. A delivery that could be read has a text and its JSON in
receipts/; any other has a folder in refused/ with the same and the list of cells to mend.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from orchestration.core.atomic_files import write_whole
from orchestration.core.data_root import DataRoot
from orchestration.core.json_text import readable
from orchestration.ingest.messages import correction_workbook, receipt
from orchestration.intake.ledger import FAILED, REFUSED, Record


def write(root: DataRoot, record: Record) -> None:
    """Write the receipt of one delivery in the place of any earlier one."""
    remove(root, record)
    text, content = receipt.text(record).encode(), readable(receipt.content(record))
    if record["status"] not in (REFUSED, FAILED):
        name = _name(record)
        root.receipts.mkdir(parents=True, exist_ok=True)
        write_whole(root.receipts / f"{name}.txt", text)
        write_whole(root.receipts / f"{name}.json", content)
        return
    folder = _folder(root, record)
    folder.mkdir(parents=True)
    write_whole(folder / "receipt.txt", text)
    write_whole(folder / "receipt.json", content)
    write_whole(folder / "corrections.xlsx", correction_workbook.workbook(record["reasons"]))


def remove(root: DataRoot, record: Record) -> None:
    """Take away what was said of a delivery."""
    shutil.rmtree(_folder(root, record), ignore_errors=True)
    for suffix in ("txt", "json"):
        (root.receipts / f"{_name(record)}.{suffix}").unlink(missing_ok=True)


def _folder(root: DataRoot, record: Record) -> Path:
    return root.refused / _name(record)


def _name(record: Record) -> str:
    return str(record["delivery_id"][:12])
