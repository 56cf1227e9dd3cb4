"""The open answers of people that count, by question and half-year; and how an answer is known again.

Belongs here: reading them from restricted/ and, which of them count, from the warehouse as it was last built.
Nothing is written. DuckDB is imported where it is needed: most runs have nothing to ask.

The key of an answer is a hash of the form it is in, as supersession knows it (sender, questionnaire, form,
response id and time), of the question and of the text. A form that is delivered again keeps its themes, as long
as the text is the same.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from orchestration.core.data_root import DataRoot
from orchestration.open_answers.statements import Group

_PARTS = (
    "s.sender_code", "s.questionnaire_code", "s.form_code", "coalesce(s.response_id, '')",
    "coalesce(cast(s.answered_at as varchar), '')",
    "case when s.response_id is null then cast(s.answered_ordinal as varchar) else '' end",
    "o.question_code", "o.answer_text",
)  # fmt: skip
_ANSWERS = f"""
select
    s.delivery_id,
    s.row_number,
    s.questionnaire_code,
    o.question_code,
    o.answer_text,
    sha256({" || chr(31) || ".join(_PARTS)}) as answer_key
from read_parquet($submissions) as s
inner join read_parquet($open_answers) as o on s.delivery_id = o.delivery_id and s.row_number = o.row_number
"""
_THAT_COUNT = f"""
select
    a.questionnaire_code,
    f.period_key,
    a.question_code,
    a.answer_key,
    any_value(a.answer_text) as answer_text,
    coalesce(f.person_number, f.form_number) as person,
    coalesce(bool_or(p.is_closed), false) as is_closed
from ({_ANSWERS}) as a
inner join restricted.int_deliveries as d on a.delivery_id = d.delivery_id
inner join restricted.int_submissions as f on f.submission_key = d.delivery_number * 10000000000 + a.row_number
left join marts.dim_period as p on f.period_key = p.period_key
where f.subject_code = 'person'
group by all
order by all
"""


@dataclass(frozen=True)
class Answer:
    """One open answer. `person`: a number that is the same for all answers of a person; without a respondent
    code, for all of a form.
    """

    key: str
    text: str
    person: int


@dataclass(frozen=True)
class Waiting:
    """The answers of a group. `is_closed`: nobody more is expected in its half-year, and something else of it
    is published.
    """

    group: Group
    answers: tuple[Answer, ...]
    is_closed: bool

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The keys of its answers, each once, in order."""
        return tuple(sorted({answer.key for answer in self.answers}))

    @cached_property
    def person_count(self) -> int:
        """How many people answered."""
        return len({answer.person for answer in self.answers})


def groups(root: DataRoot) -> dict[Group, Waiting]:
    """Every group of open answers that the warehouse counts; none before the first run."""
    if not root.warehouse.exists():
        return {}
    import duckdb

    with duckdb.connect(str(root.warehouse), read_only=True) as connection:
        rows = connection.execute(_THAT_COUNT, _files(root)).fetchall()
    found: dict[Group, list[Answer]] = {}
    closed: dict[Group, bool] = {}
    for questionnaire, period, question, key, text, person, is_closed in rows:
        group = Group(questionnaire, period, question)
        found.setdefault(group, []).append(Answer(key, text, person))
        closed[group] = is_closed
    return {group: Waiting(group, tuple(of), closed[group]) for group, of in found.items()}


def keys_of(root: DataRoot, rows: Collection[tuple[str, int]]) -> set[str]:
    """The keys of the answers in these rows (delivery id, row number) of raw."""
    found = _asked(
        root,
        f"select answer_key from ({_ANSWERS})"
        " where (delivery_id, row_number) in (select unnest($deliveries), unnest($rows))",
        deliveries=[delivery for delivery, _ in rows],
        rows=[number for _, number in rows],
    )
    return {key for (key,) in found}


def present(root: DataRoot) -> set[str]:
    """The keys of all answers in raw, also of forms that were replaced by a later delivery."""
    return {key for (key,) in _asked(root, f"select distinct answer_key from ({_ANSWERS})")}


def _asked(root: DataRoot, sql: str, **values: Any) -> list[tuple[Any, ...]]:
    import duckdb

    with duckdb.connect(config={"threads": 1}) as connection:
        return connection.execute(sql, _files(root) | values).fetchall()


def _files(root: DataRoot) -> dict[str, Any]:
    """Where the forms and their open answers lie; where there are none, a file of their shape does."""
    return {
        "submissions": [str(file) for file in sorted((root.raw / "submissions").glob("*.parquet"))],
        "open_answers": [
            str(file) for file in sorted((root.restricted / "open_answers").glob("*.parquet"))
        ],
    }
