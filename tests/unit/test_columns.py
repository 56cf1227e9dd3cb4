"""Columns that are held as small numbers, or not copied, give what numpy gives."""

from __future__ import annotations

import numpy as np
import pytest

from orchestration.privacy.columns import (
    Beside,
    Labels,
    among,
    chosen,
    looked_up,
    merged,
    numbered,
    once,
    ranked,
    union,
)

LABELS = ["20242/paired/7", "", "20241/start/12", "20242/paired/7", "ä", "Z", ""]
# Close together, far apart, below zero, none.
COLUMNS = [[3, 1, 3, 2], [2**59, 5, 2**59, -7], [True, False, True], [], [-1, -1]]


@pytest.mark.parametrize("kind", [str, object])
@pytest.mark.parametrize("labels", [LABELS, [], ["a"]])
def test_labels_have_the_names_and_numbers_of_numpy(kind, labels):
    found = Labels.of(np.array(labels, dtype=kind))
    names, numbers = np.unique(np.array(labels, dtype=str), return_inverse=True)
    assert found.names.tolist() == names.tolist()
    assert found.numbers.tolist() == numbers.tolist()
    assert found.texts.tolist() == labels


def test_labels_of_two_tables_get_one_list_of_names():
    tables = [Labels.of(np.array(LABELS)), Labels.of(np.array(["b", "Z"]))[np.array([1, 0])]]
    names, numbers = merged("", *tables)
    assert names[0] == "" and names.tolist() == sorted({*LABELS, "b"})
    assert [names[n].tolist() for n in numbers] == [LABELS, ["Z", "b"]]


def test_labels_are_renamed_together():
    found = Labels.of(np.array(LABELS)).renamed({"Z": "x", "ä": "x"}, "none")
    assert found.texts.tolist() == ["none", "none", "none", "none", "x", "x", "none"]
    assert found.names.tolist() == ["none", "x"]


@pytest.mark.parametrize("column", COLUMNS)
def test_values_are_ranked_as_by_sorting_them(column):
    values, numbers = np.unique(np.array(column), return_inverse=True)
    count, found = ranked(np.array(column))
    assert (count, found.tolist()) == (len(values), numbers.tolist())
    assert once(np.array(column)).tolist() == values.tolist()


def test_rows_are_numbered_in_their_order_column_by_column():
    rows = [(2, 2**59), (1, 5), (2, 4), (1, 5)]
    order = sorted(set(rows))
    found = numbered([np.array(column) for column in zip(*rows, strict=True)])
    assert found.tolist() == [order.index(row) for row in rows]


@pytest.mark.parametrize("some", [[2, 9, 9], [], [7]])
def test_values_are_found_among_some(some):
    values = np.array([9, 1, 2, 9, 5])
    assert among(values, np.array(some)).tolist() == np.isin(values, some).tolist()


@pytest.mark.parametrize(
    ("known", "found"),
    [([2, 4, 9], [0, 20, 0, 40]), ([1, 2, 3, 4], [10, 20, 30, 40]), ([], [0, 0, 0, 0])],
)
def test_a_value_is_looked_up_by_its_key(known, found):
    keys, values = np.array([1, 2, 3, 4]), np.array(known, dtype=np.int64) * 10
    assert looked_up(keys, np.array(known), values, 0).tolist() == found


@pytest.mark.parametrize("some", [[1, 2, 3], [1, 3], []])
def test_columns_come_beside_each_other_by_their_keys(some):
    keys = np.array([1, 2, 3])
    beside = Beside.of(keys, np.array(some, dtype=np.int64))
    own = np.array(some, dtype=np.int64) * 10
    assert beside.is_there.tolist() == [key in some for key in (1, 2, 3)]
    assert beside.spread(own, 7).tolist() == [10 * k if k in some else 7 for k in (1, 2, 3)]
    below = np.array([5, 6, 7])
    assert beside.over(own, below).tolist() == [
        10 * k if k in some else below[k - 1] for k in (1, 2, 3)
    ]
    assert below.tolist() == [5, 6, 7]
    assert union(keys, np.array(some, dtype=np.int64)).tolist() == [1, 2, 3]


@pytest.mark.parametrize("condition", [[True, True], [False, False], [True, False]])
def test_rows_are_chosen_as_numpy_does(condition):
    values, others = np.arange(4).reshape(2, 2), -np.arange(4).reshape(2, 2)
    found = chosen(np.array(condition), values, others)
    assert found.tolist() == np.where(np.array(condition)[:, None], values, others).tolist()
