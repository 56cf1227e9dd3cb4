"""Columns of texts as numbers give what numpy gives for each text."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest

from orchestration.privacy.columns import distinct, texts

LABELS = ["20242/paired/7", "", "20241/start/12", "20242/paired/7", "ä", "Z", ""]


@pytest.mark.parametrize("kind", [str, object])
@pytest.mark.parametrize("labels", [LABELS, [], ["a"]])
def test_distinct_texts_and_their_numbers_are_those_of_numpy(kind, labels):
    given = np.array(labels, dtype=kind)
    names, numbers = distinct(given)
    theirs, numbers_of_theirs = np.unique(np.array(labels, dtype=str), return_inverse=True)
    assert names.tolist() == theirs.tolist()
    assert numbers.tolist() == numbers_of_theirs.tolist()


def test_a_text_that_repeats_is_in_memory_once():
    found = texts(pa.chunked_array([["a/b", "c"], ["a/b"]]))
    assert found.tolist() == ["a/b", "c", "a/b"]
    assert found[0] is found[2]
