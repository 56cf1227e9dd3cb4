"""Of which distributions the spread of scores is published: calls orchestration.privacy.spreads."""

import numpy as np
import pyarrow as pa

from orchestration.privacy.spreads import Union, may_be_published

SCHEMA = pa.schema(
    {
        "distribution_number": pa.int32(),
        "spread_status_code": pa.string(),
    }
)
SCORES = (
    "distribution_number, publication_cell_number, highest_steps, first_steps,"
    " coalesce(second_steps, -1) as second_steps"
)
ITEMS = "distribution_number, slot_number, question_code, item_steps, answer_count"


def model(dbt, _session):
    """Return a row per distribution of people with a score: number, or left_out."""
    dbt.config(materialized="table")
    scores = dbt.ref("int_union_scores").project(SCORES).order("all").to_arrow_table()
    items = dbt.ref("int_union_items").project(ITEMS).order("all").to_arrow_table()
    items_of = dict(_items(items))
    found = [
        {
            "distribution_number": number,
            "spread_status_code": "number" if may_be_published(union) else "left_out",
        }
        for number, union in _unions(scores, items_of)
    ]
    return pa.Table.from_pylist(found, schema=SCHEMA)


def _unions(scores, items_of):
    columns = {name: scores[name].to_numpy() for name in scores.column_names}
    for number, rows in _runs(columns["distribution_number"]):
        steps = np.column_stack([columns["first_steps"][rows], columns["second_steps"][rows]])
        yield (
            number,
            Union(
                scores=steps[:, : 1 if steps[0, 1] < 0 else 2].astype(np.float64),
                cells=columns["publication_cell_number"][rows],
                highest=int(columns["highest_steps"][rows][0]),
                items=items_of.get(number, ()),
            ),
        )


def _items(items):
    """Each distribution with the answers to each item, a list for each phase in order."""
    columns = {name: items[name].to_numpy(zero_copy_only=False) for name in items.column_names}
    for number, rows in _runs(columns["distribution_number"]):
        phases = []
        for _, phase in _runs(columns["slot_number"][rows]):
            these = {name: column[rows][phase] for name, column in columns.items()}
            phases.append(
                [
                    np.repeat(these["item_steps"][item], these["answer_count"][item])
                    for _, item in _runs(these["question_code"])
                ]
            )
        yield number, phases


def _runs(values):
    """Each value and the slice of its rows; equal ones are one after the other."""
    if not len(values):
        return
    starts = np.flatnonzero(np.concatenate([[True], values[1:] != values[:-1]]))
    for start, end in zip(starts, [*starts[1:], len(values)], strict=True):
        yield values[start], slice(start, end)
