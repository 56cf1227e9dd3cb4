"""The named questions, and asking them of a folder of published tables.

Belongs here: reading the questions beside this file, the captions of their columns, running them.
A question is an SQL file on the published tables. `named_service` and the like are `dim_service` and
the like without the texts of key 0; `counted_answer_distribution` has each answer once;
`x.* glob 'service_name_??'` is a name in every language. A comment at its top says in three languages what
it is called and what it answers, and describes the columns that no published table has; of the
others, the contracts say it. Does not belong here: how an answer looks.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import yaml

from expectations.contracts import contract, words
from expectations.contracts.contract import Contract
from expectations.contracts.words import LANGUAGES, Words
from orchestration.release import metadata_contracts

FOLDER = Path(__file__).parent
_BY_LANGUAGE = tuple(f"_{code}" for code in LANGUAGES)
# An item that several indicators share is counted once: of the first of them.
_COUNTED = """
create view counted_answer_distribution as
select *
from fct_answer_distribution
inner join (
    select
        question_key,
        min(indicator_key) as indicator_key
    from fct_answer_distribution
    group by question_key
) using (question_key, indicator_key)
"""
_HEAD = re.compile(r"\A/\*\n(.*?)\*/\n", re.DOTALL)
Row = dict[str, Any]


@dataclass(frozen=True)
class Heading:
    """What a reader sees of a column: its caption and its description, by language."""

    name: str
    caption: Mapping[str, str]
    description: Mapping[str, str]


@dataclass(frozen=True)
class Question:
    """A named question. `title` and `answers`: what it is called and answers, by language."""

    name: str
    title: Mapping[str, str]
    answers: Mapping[str, str]
    own_columns: Mapping[str, Words]
    sql: str

    def heading(self, column: str) -> Heading:
        """The heading of a column of the answer. Raises KeyError for one that nothing describes."""
        own = self.own_columns.get(column)
        if own:
            return Heading(column, own.caption, own.description)
        described = (c for one in self._described_by for c in one.columns if c.name == column)
        found = next(described, None)
        if found is None:
            raise KeyError(f"{self.name}.sql: describe the column {column} at its top.")
        return Heading(column, found.caption, {code: found.text(code) for code in LANGUAGES})

    @functools.cached_property
    def _described_by(self) -> list[Contract]:
        """Every published table, those that the question names first."""
        sql = self.sql.replace("named_", "dim_").replace("counted_", "fct_")
        named = set(re.findall(r"\w+", sql))
        return sorted(tables().values(), key=lambda one: one.table_name not in named)


@dataclass(frozen=True)
class Answer:
    """The rows of an answer in the order of the question, and the names of its columns."""

    question: Question
    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]

    @functools.cached_property
    def records(self) -> list[Row]:
        """The rows by column name."""
        return [self.record(row) for row in self.rows]

    def record(self, row: tuple[Any, ...]) -> Row:
        """One row by column name."""
        return dict(zip(self.columns, row, strict=True))

    def grouped(self, *columns: str) -> dict[tuple[Any, ...], list[tuple[Any, ...]]]:
        """The rows by what they have in these columns; as they are, since they may be many."""
        places = [self.columns.index(column) for column in columns]
        found: dict[tuple[Any, ...], list[tuple[Any, ...]]] = {}
        for row in self.rows:
            found.setdefault(tuple(row[place] for place in places), []).append(row)
        return found


@functools.cache
def tables() -> dict[str, Contract]:
    """Every published table by name, release metadata included."""
    return {**contract.load(), **metadata_contracts.contracts()}


@functools.cache
def questions() -> dict[str, Question]:
    """All questions by name."""
    return {file.stem: _read(file) for file in sorted(FOLDER.glob("*.sql"))}


def _read(file: Path) -> Question:
    text = file.read_text(encoding="utf-8")
    head = _HEAD.match(text)
    if head is None:
        raise ValueError(f"{file.name}: state at its top, in a comment, what it answers.")
    stated = yaml.load(head[1], Loader=yaml.CSafeLoader)
    own = dict(words.named(stated.get("columns", {})))
    return Question(file.stem, stated["title"], stated["answers"], own, text[head.end() :])


@contextmanager
def opened(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database in memory that sees the Parquet files of a release folder as tables."""
    with duckdb.connect(config={"threads": 1}) as connection:
        for file in sorted(folder.glob("*.parquet")):
            connection.from_parquet(str(file)).create_view(file.stem)
            if file.stem.startswith("dim_"):
                connection.execute(_named(tables()[file.stem]))
        connection.execute(_COUNTED)
        yield connection


def _named(dimension: Contract) -> str:
    """The view `named_…` of a dimension, in SQL: key 0, which stands for none of them, has no texts."""
    [key] = dimension.grain
    texts = [name for name in dimension.column_names if name.endswith(_BY_LANGUAGE)]
    named = ", ".join(f"case when {key} <> 0 then {name} end as {name}" for name in texts)
    table = dimension.table_name
    return (
        f"create view named_{table.removeprefix('dim_')} as"
        f" select *{f' replace ({named})' if named else ''} from {table}"
    )


def ask(connection: duckdb.DuckDBPyConnection, name: str) -> Answer:
    """The answer to a named question. Raises KeyError for a name that no question has."""
    question = questions()[name]
    answer = connection.sql(question.sql)
    return Answer(question, tuple(answer.columns), answer.fetchall())


def ask_all(folder: Path, names: Iterable[str] | None = None) -> dict[str, Answer]:
    """The answers to all questions, or to the named ones, by name.

    `folder` holds one Parquet file per published table.
    """
    with opened(folder) as connection:
        return {name: ask(connection, name) for name in names or questions()}
