"""Rows that no longer count, as raw lists them: other tables are joined to them by row."""

from pathlib import Path

import pyarrow.parquet as pq

from orchestration.core.data_root import DataRoot
from orchestration.intake.raw_store import write_superseded


def test_a_form_that_two_reasons_take_out_is_listed_once(tmp_path: Path) -> None:
    root = DataRoot(tmp_path)
    # Corrected under another id, and its person refuses consent elsewhere.
    write_superseded(root, [("delivery", 7), ("delivery", 8), ("delivery", 7)])
    listed = pq.read_table(root.raw / "superseded.parquet").to_pylist()
    assert [(row["delivery_id"], row["row_number"]) for row in listed] == [
        ("delivery", 7),
        ("delivery", 8),
    ]
