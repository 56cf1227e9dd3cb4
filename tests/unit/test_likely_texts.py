"""What is looked for by a pattern in a big column is what is found by looking at each of its texts."""

from __future__ import annotations

import random

import pyarrow as pa
import pytest

from orchestration.core.text import BLANKS, is_blank
from orchestration.ingest.convert import repeated_rows
from orchestration.ingest.convert.repeated_rows import differently_separated
from orchestration.ingest.readers.cell_values import blank_cells
from orchestration.ingest.readers.text_columns import held_as_numbers
from orchestration.privacy import respondent_codes

# As people and tools write nothing, and what begins alike and is something.
_WRITTEN = [
    *BLANKS, "", " ", "\t\n", "\u00a0", "\u200b", "N/A", "NaN.", " n/a ", "EI VASTAUSTA", "１", "ｎａ", "–", "?",
    "nimi", "Ei", "5.2.2024", "x", "é", "-1", "none",
]  # fmt: skip
_CODES = [
    "ka-1", "KA1", "ka 1", "1-11", "11-1", "111", "１-11", "a.b", "NA", "n-a", "none", "-", "", "17.0", "17",
    "1 7", "a‐b", "ab", "Äö-1", "äö1", "x-y", "xy",
]  # fmt: skip


@pytest.mark.parametrize("hold", [lambda texts: texts, held_as_numbers])
def test_the_blank_cells_of_a_big_column_are_those_of_each_text(hold):
    texts = random.Random(1).choices(_WRITTEN, k=3_000)
    found = blank_cells(hold(pa.array(texts))).to_pylist()
    assert found == [is_blank(text) for text in texts]


def test_codes_that_only_a_separator_tells_apart_are_found_among_many(monkeypatch):
    """All are looked at where there are few, likely ones where there are many."""
    chance = random.Random(2)
    for _ in range(50):
        codes = chance.sample(_CODES, k=chance.randint(1, len(_CODES)))
        found = set()
        for few in (0, 1_000):
            monkeypatch.setattr(repeated_rows, "_FEW", few)
            found.add(tuple(differently_separated(pa.array(codes)).to_pylist()))
        places = respondent_codes.differently_separated(codes)
        assert found == {tuple(place in places for place in range(len(codes)))}
