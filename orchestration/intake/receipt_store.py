"""Receipts on disk: what became of every delivery, for its sender; only raw writes them.

Belongs here: where a receipt lies. A delivery that could be read has a text and its JSON in
receipts/; any other has a folder in refused/ with the same and the list of cells to correct.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from orchestration.core.atomic_files import write_whole
from orchestration.core.data_root import DataRoot
from orchestration.core.json_text import readable
from orchestration.ingest.messages import correction_workbook, receipt
from orchestration.intake.record import Record


def write(root: DataRoot, record: Record) -> None:
    """Write the receipt of one delivery in the place of any earlier one."""
    values = record.as_dict()
    text, content = receipt.text(values).encode(), readable(receipt.content(values))
    if record.was_read:
        shutil.rmtree(_folder(root, record), ignore_errors=True)
        root.receipts.mkdir(parents=True, exist_ok=True)
        write_whole(root.receipts / f"{record.short_id}.txt", text)
        write_whole(root.receipts / f"{record.short_id}.json", content)
        return
    remove(root, record)
    folder = _folder(root, record)
    folder.mkdir(parents=True)
    write_whole(folder / "receipt.txt", text)
    write_whole(folder / "receipt.json", content)
    write_whole(folder / "corrections.xlsx", correction_workbook.workbook(values["reasons"]))


def remove(root: DataRoot, record: Record) -> None:
    """Take away the receipt of a delivery."""
    shutil.rmtree(_folder(root, record), ignore_errors=True)
    for suffix in ("txt", "json"):
        (root.receipts / f"{record.short_id}.{suffix}").unlink(missing_ok=True)


def _folder(root: DataRoot, record: Record) -> Path:
    return root.refused / record.short_id
