"""Rows of the history as the warehouse keeps them, in order.

Belongs here: asking the warehouse for them. Does not belong here: which there are (the warehouse makes
them), or writing them (history_store).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from orchestration.privacy.history_tables import SCHEMAS

if TYPE_CHECKING:
    import duckdb

# What an answer says, in the columns of the history.
_WORDS = ("question_code", "option_code", "missing_kind")
_CONTENTS = (*_WORDS, "number_low", "number_high")
# In the order of their codes, as phase_number in the dbt project counts them.
_PHASES = ("end", "single", "start")
# Their first columns are their keys, so that no two rows are alike in them: the others need no sorting.
_KEYS = {
    "measurements": "measurement_key",
    "scores": "measurement_key, version_number, indicator_key",
    "forms": "measurement_key, version_number, phase_code",
}


def prepare(connection: duckdb.DuckDBPyConnection) -> None:
    """Let `query` be asked on this connection to a warehouse.

    Words that repeat are numbers with names (enums): what writes them need not look for equal ones.
    """
    for column in _WORDS:
        connection.execute(
            f"create temp type {column} as enum (select distinct {column} from"
            f" restricted.int_answer_contents where {column} is not null order by all)"
        )
    phases = ", ".join(f"'{phase}'" for phase in _PHASES)
    connection.execute(f"create temp type phase as enum ({phases})")
    for column in _CONTENTS:
        word = f"{column}::{column}" if column in _WORDS else column
        connection.execute(
            f"set variable {column} = (select list({word} order by answer_number)"
            " from restricted.int_answer_contents)"
        )


def query(table: str) -> str:
    """SQL for the rows of a table of the history, in the order of all its columns, nulls last.

    Of a million people there are twenty million answers. They are put in order as numbers and get their
    words afterwards, which takes less than half the time.
    """
    if table != "answers":
        return f"select * from restricted.int_kept_{table} order by {_KEYS.get(table, 'all')} nulls last"
    columns = (name for name in SCHEMAS[table].names if name in _CONTENTS)
    words = ", ".join(f"getvariable('{name}')[answer_number] as {name}" for name in columns)
    phases = " ".join(f"when {n} then '{phase}'::phase" for n, phase in enumerate(_PHASES, 1))
    return (
        f"select measurement_key, version_number, case phase_number {phases} end as phase_code, {words}"
        " from (select * from restricted.int_kept_answers"
        " order by measurement_key, version_number, phase_number, answer_number)"
    )
