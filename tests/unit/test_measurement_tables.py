"""Tables of measurements come in batches, in any order, and are the arrays that the rule is asked with."""

from __future__ import annotations

import pyarrow as pa

from orchestration.privacy.history import NO_PERSON, NO_VALUE
from orchestration.privacy.measurement_tables import (
    CELL,
    LABELLED,
    PHASES,
    WANTED,
    Side,
    score_columns,
)
from orchestration.privacy.uniform import Scale
from orchestration.warehouse.driver_models import written_out

LISTS = pa.list_(pa.int64())
SCHEMA = pa.schema(
    {
        "measurement_key": pa.int64(),
        "person_number": pa.int64(),
        "period_key": pa.int32(),
        "pairing_status_code": pa.string(),
        f"{CELL}_service_key": pa.int64(),
        "indicator_keys": LISTS,
        **{f"{phase}_scores": LISTS for phase in PHASES},
    }
)
NOBODY = int(NO_VALUE)


def side(*rows: tuple) -> Side:
    """A batch for each row: key, person, pairing status, service, then starts, ends and single scores
    of indicators 7 and 9."""
    batches = []
    for key, person, status, service, *scores in rows:
        values = [key, person, 20241, status, service, [7, 9], *scores]
        columns = dict(zip(SCHEMA.names, ([value] for value in values), strict=True))
        batches.append(pa.RecordBatch.from_pydict(columns, schema=SCHEMA))
    return Side.read(batches, len(rows), WANTED, (CELL,), {})


def test_rows_are_in_order_of_their_keys_and_a_column_is_there_for_what_anybody_has():
    wanted = side(
        (30, 3, "paired", 5, [1, 2], [4, 8], [None, None]),
        (10, None, "start_only", None, [6, None], [None, None], [None, None]),
        (20, 2, "paired", 4, [1, 2], [1, None], [None, None]),
    )
    assert LABELLED == ("period_key", "pairing_status_code")
    columns = score_columns(wanted)
    starts, ends = [("start", 7), ("start", 9)], [("end", 7), ("end", 9)]
    assert columns == [*starts, *ends, ("change", 7), ("change", 9)]
    scale = Scale(0.0, 10.0, 1.0)
    found = wanted.measurements(columns, {7: scale})
    assert found.keys.tolist() == [10, 20, 30]
    assert found.persons.tolist() == [NO_PERSON, 2, 3]
    assert found.labels.texts.tolist() == ["", "20241/paired/4", "20241/paired/5"]
    assert found.values.tolist() == [
        [6, NOBODY, NOBODY, NOBODY, NOBODY, NOBODY],
        [1, 2, 1, NOBODY, 0, NOBODY],
        [1, 2, 4, 8, 3, 6],
    ]
    assert found.scales == (scale, None, scale, None, None, None)


def test_columns_are_those_of_both_sides():
    starts = side((1, 1, "start_only", 4, [5, None], [None, None], [None, None]))
    singles = side((2, 2, "single", 4, [None, None], [None, None], [None, 3]))
    columns = score_columns(starts, singles)
    assert columns == [("start", 7), ("single", 9)]
    assert starts.values(columns).tolist() == [[5, NOBODY]]
    assert singles.values(columns).tolist() == [[NOBODY, 3]]


def test_spark_gets_no_batch_without_rows_at_which_it_would_stop():
    # A family of which the history has nothing of its own, between two that have.
    schema = pa.schema({"key": pa.int64()})
    batches = [pa.record_batch([pa.array(keys, pa.int64())], schema) for keys in ([1], [], [2, 3])]
    found = written_out(pa.Table.from_batches(batches, schema))
    assert [batch.num_rows for batch in found.to_batches()] == [3]


def test_spark_gets_each_value_written_out():
    numbers = pa.array([1, 0, None], pa.int32())
    coded = pa.DictionaryArray.from_arrays(numbers, pa.array(["a", "b"]))
    found = written_out(pa.table({"code": coded, "key": pa.array([1, 2, 3])}))
    assert found.schema.types == [pa.string(), pa.int64()]
    assert found["code"].to_pylist() == ["b", "a", None]
