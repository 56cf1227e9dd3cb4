"""dbt writes ephemeral models into the same place, whether sqlparse splits a whole statement or its beginning."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from dbt.compilation import inject_ctes_into_sql
from dbt.contracts.graph.nodes import InjectedCTE
from sqlparse.lexer import Lexer

from orchestration.core.data_root import DBT_PROJECT
from orchestration.warehouse.where_with_is import look_at_the_beginning_only

TWO = [InjectedCTE(f"model.{n}", f" __dbt__cte__{n} as (\nselect 1 as with_{n}\n)") for n in "ab"]
WRITTEN = {
    "with": "with\n\nfirst as (select 1)\n\nselect * from first",
    "no_with": "select 'with' as word, (with inner_one as (select 1) select 2) as two",
    "comment": "-- with care\n/* with\nmore */ with first as (select 1) select * from first",
    "comment_only": "\n-- what it is\nselect without from with_names",
    "recursive": "\n  WITH recursive numbers as (select 1) select * from numbers",
    "comment_behind": "with -- the first\nfirst as (select 1) select 2 -- with",
    "quoted": "with first as (select ';' as a, '-- no' as b) select * from first",
    "text_first": "withdrawn",
}


def injected(text: str, *, is_quick: bool) -> str:
    try:
        if is_quick:
            look_at_the_beginning_only()
        else:
            Lexer.get_default_instance().default_initialization()
        return inject_ctes_into_sql(text, TWO)
    finally:
        look_at_the_beginning_only()


@pytest.mark.parametrize("text", WRITTEN.values(), ids=WRITTEN)
def test_ephemeral_models_come_behind_the_with(text):
    assert injected(text, is_quick=True) == injected(text, is_quick=False)


# From their SQL on: what Jinja does before it leaves nothing. Every fourth: sqlparse takes 15 ms for one.
@pytest.mark.parametrize(
    "file", sorted(DBT_PROJECT.rglob("models/**/*.sql"))[::4], ids=lambda file: file.stem
)
def test_so_they_do_in_the_models_of_the_project(file: Path):
    text = file.read_text(encoding="utf-8").rstrip()
    begins = re.search(r"^(with|select)\b", text, flags=re.MULTILINE)
    text = text[begins.start() if begins else 0 :]
    assert injected(text, is_quick=True) == injected(text, is_quick=False)
