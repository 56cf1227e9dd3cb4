"""Submissions in columns: what is the same has the same number, and nothing else has."""

from datetime import datetime, timedelta
from itertools import combinations

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.ingest.convert.shapes import WITHOUT_CONSENT
from orchestration.ingest.redelivery.linkage import Row
from orchestration.ingest.redelivery.rows import NumberedRows, Rows
from orchestration.ingest.redelivery.supersession import DeliveredRows
from orchestration.ingest.redelivery.withdrawals import find_withdrawn, refusals_of

NOON = datetime(2024, 3, 1, 12)
SECRET = b"k" * 32
few = st.integers(0, 2)
times = st.none() | st.builds(lambda minutes: NOON + timedelta(minutes=minutes), few)
names = st.none() | st.sampled_from(["x", "y"])
submissions = st.builds(Row, st.just(""), few, names, times, names, few, few, few)


@given(st.lists(st.lists(submissions, max_size=4), min_size=1, max_size=3))
def test_two_submissions_have_one_number_if_they_have_one_key(deliveries):
    listed = [
        (number, row._replace(delivery_id=f"d{number}"))
        for number, rows in enumerate(deliveries)
        for row in rows
    ]
    found = NumberedRows([Rows.of(f"d{n}", rows) for n, rows in enumerate(deliveries)])
    assert found.listed(pa.array(range(len(listed)), pa.int64()).to_numpy()) == [
        row for _, row in listed
    ]
    meet = set()
    for (place, (its, one)), (other_place, (of, other)) in combinations(enumerate(listed), 2):
        is_same = one.key == other.key
        assert (found.key[place] == found.key[other_place]) == is_same
        has_time = one.answered_at is not None and one.answered_at == other.answered_at
        has_number = one.response_id is not None and one.response_id == other.response_id
        if its != of and (is_same or has_time or has_number):
            meet |= {its, of}
    assert {number for number, meets in enumerate(found.meets) if meets} == meet


@pytest.mark.parametrize("is_of_an_earlier_version", [False, True])
def test_a_refusal_finds_the_answers_by_person_and_time_or_by_the_response_number(
    is_of_an_earlier_version,
):
    """A number is refused whoever's code is beside it; raw of an earlier version names no person."""
    given_before = [
        Row("a", 1, None, NOON, "p", 1, 7, 7),
        Row("a", 2, "r2", NOON, "q", 1, 8, 8),
        Row("a", 3, None, NOON, "s", 1, 9, 9),
    ]
    refused = {
        "response_id": [None, "r2"],
        "answered_at": [NOON, NOON],
        "person_key": ["p", None],
        "answered_ordinal": [1, 1],
        "answers_fingerprint": [5, 5],
    }
    table = refusals_of("b", pa.table(refused, schema=WITHOUT_CONSENT), SECRET)
    if is_of_an_earlier_version:
        table = table.set_column(3, table.schema.field(3), pa.nulls(2, pa.string()))
    deliveries = [
        DeliveredRows("a", Rows.of("a", given_before), None),
        DeliveredRows("b", Rows.of("b", []), None),
    ]
    tables = {"a": table.slice(0, 0), "b": table}
    assert find_withdrawn(deliveries, tables, SECRET, 5).rows == {("a", 1), ("a", 2)}
