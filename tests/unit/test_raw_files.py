"""Tables of raw as files: what is read is what was meant, however it was held in memory."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from orchestration.core.arrow_types import DECIMAL
from orchestration.ingest.convert.tables import Blocks, Tables
from orchestration.intake import raw_files

SCHEMA = pa.schema(
    {
        "row_number": pa.int32(),
        "option_code": pa.string(),
        "number_low": DECIMAL,
        "who": pa.string(),
    }
)


def block(start: int, count: int, width: type = np.int16) -> pa.Table:
    """Rows whose texts and numbers are held as numbers; every fifth has no option."""
    places = np.arange(start, start + count)
    codes = pa.array((places % 3).astype(width), mask=places % 5 == 0)
    numbers = pa.array((places % 2).astype(np.int16))
    return pa.table(
        {
            "row_number": places.astype(np.int32),
            "option_code": pa.DictionaryArray.from_arrays(codes, pa.array(["a", "b", "c"])),
            "number_low": pa.DictionaryArray.from_arrays(
                numbers, pa.array([Decimal("1.5000"), Decimal("2.0000")], DECIMAL)
            ),
            "who": pa.array([f"person {place}" for place in places]).dictionary_encode(),
        }
    )


def expected(count: int) -> list[dict]:
    return [
        {
            "row_number": n,
            "option_code": None if n % 5 == 0 else "abc"[n % 3],
            "number_low": Decimal("2.0000") if n % 2 else Decimal("1.5000"),
            "who": f"person {n}",
        }
        for n in range(count)
    ]


@pytest.mark.parametrize("group", [7, 10, 1_000])
def test_blocks_of_any_size_are_read_as_their_values(tmp_path, monkeypatch, group):
    monkeypatch.setattr(raw_files, "_GROUP_ROWS", group)
    blocks = [block(0, 13), block(13, 0), block(13, 30, np.int32), block(43, 7)]
    raw_files.write_parquet(tmp_path / "a.parquet", Blocks(SCHEMA, lambda: iter(blocks)))
    file = pq.ParquetFile(tmp_path / "a.parquet")
    assert file.read().to_pylist() == expected(50)
    assert file.schema_arrow.equals(SCHEMA)
    assert file.num_row_groups == -(-50 // group)


def test_many_different_texts_are_written_once_and_not_in_every_group(tmp_path, monkeypatch):
    monkeypatch.setattr(raw_files, "_GROUP_ROWS", 2_000)
    count = 20_000
    whole = Blocks.of(block(0, count), SCHEMA)
    raw_files.write_parquet(tmp_path / "a.parquet", whole)
    names = sum(len(f"person {n}") + 4 for n in range(count))
    assert (tmp_path / "a.parquet").stat().st_size < 1.2 * names


def test_the_same_table_has_the_same_bytes(tmp_path):
    for name in ("a", "b"):
        raw_files.write_parquet(tmp_path / name, Blocks.of(block(0, 500), SCHEMA))
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_a_table_without_rows_is_written_only_if_it_is_asked_for(tmp_path):
    none = Blocks(SCHEMA, lambda: iter([]))
    raw_files.write_parquet(tmp_path / "a.parquet", none, even_empty=False)
    assert not (tmp_path / "a.parquet").exists()
    raw_files.write_parquet(tmp_path / "a.parquet", none)
    assert pq.ParquetFile(tmp_path / "a.parquet").read().equals(SCHEMA.empty_table())


def test_a_table_may_be_asked_for_whole():
    tables = Tables({"answers": Blocks(SCHEMA, lambda: iter([block(0, 4), block(4, 2)]))})
    assert tables["answers"].to_pylist() == expected(6)
    assert tables["answers"].schema.equals(SCHEMA)
