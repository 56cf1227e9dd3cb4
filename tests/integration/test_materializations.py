"""The project's own materializations, in a small dbt project: what they make, and what they refuse."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import duckdb
import pytest

from orchestration.core.data_root import DBT_PROJECT

MODELS = {
    "kept.sql": "select 1 as first, cast('a' as varchar) as second",
    "another_type.sql": "select cast(1 as bigint) as first, 'a' as second",
    "another_order.sql": "select 'a' as second, 1 as first",
    "one_more.sql": "select 1 as first, 'a' as second, 3 as third",
    "one_less.sql": "select 1 as first",
    "gap.sql": "select 1 as first, 'a' as second union all select null, 'b'",
    "optional_gap.sql": "select 1 as first, cast(null as varchar) as second",
    "seen.sql": "{{ config(materialized='view', contract={'enforced': false}) }}"
    " select * from {{ ref('numbers') }}",
    "by_python.py": "def model(dbt, session):\n"
    "    dbt.config(materialized='table', contract={'enforced': False})\n"
    "    return dbt.ref('kept').to_arrow_table()\n",
    "asks_while_compiled.sql": "{{ config(contract={'enforced': false}) }}"
    " {% do adapter.get_columns_in_relation(ref('numbers')) %} select 1 as first",
    "with_a_hook.sql": "{{ config(contract={'enforced': false}, post_hook='insert into {{ this }} values (2)') }}"
    " select 1 as first",
}
OF_A_PACKAGE = "{{ config(materialized='table', post_hook='insert into {{ this }} values (2)') }} select 1 as first"
CONTRACT = [
    {"name": "first", "data_type": "integer", "constraints": [{"type": "not_null"}]},
    {"name": "second", "data_type": "varchar"},
]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, tuple[str, str]]]:
    """The database of one `dbt build`, and the status and message of each node."""
    from dbt.cli.main import dbtRunner

    place = tmp_path_factory.mktemp("dbt")
    for folder in ("models", "seeds", "macros"):
        (place / folder).mkdir()
    shutil.copy(DBT_PROJECT / "macros" / "materializations.sql", place / "macros")
    package = place / "dbt_packages" / "other"
    for folder in ("models", "seeds"):
        (package / folder).mkdir(parents=True)
    (package / "models" / "of_a_package.sql").write_text(OF_A_PACKAGE)
    # dbt finds out the types of a package's seed.
    (package / "seeds" / "counts.csv").write_text("number\n7\n")
    (place / "seeds" / "numbers.csv").write_text('number,word\n007,"a, b"\n8,\n')
    for name, text in MODELS.items():
        (place / "models" / name).write_text(text)
    declared = [
        {"name": Path(name).stem, "columns": [] if "contract=" in text else CONTRACT}
        for name, text in MODELS.items()
    ]
    files: dict[str, Any] = {
        "dbt_packages/other/dbt_project.yml": {"name": "other"},
        "models/models.yml": {"models": declared},
        "dbt_project.yml": {
            "name": "small",
            "profile": "small",
            "models": {"small": {"+materialized": "table", "+contract": {"enforced": True}}},
            "seeds": {"small": {"numbers": {"+column_types": {"number": "integer"}}}},
        },
        "profiles.yml": {
            "small": {
                "target": "t",
                "outputs": {
                    "t": {
                        "type": "duckdb",
                        "path": str(place / "small.duckdb"),
                        "keep_open": False,
                    }
                },
            }
        },
    }
    for name, content in files.items():
        (place / name).write_text(json.dumps(content))
    places = ["--project-dir", str(place), "--profiles-dir", str(place), "--log-path", str(place)]
    # Twice: the second finds the tables of the first.
    for _ in range(2):
        outcome = dbtRunner().invoke(["build", *places, "--quiet", "--log-level", "none"])
    found = {r.node.name: (str(r.status), r.message) for r in outcome.result.results}
    return place / "small.duckdb", found


@pytest.mark.parametrize(
    ("model", "said"),
    [
        ("another_type", "stated first integer, made first bigint"),
        ("another_order", "stated first integer, made second varchar"),
        ("one_more", "stated nothing, made third integer"),
        ("one_less", "stated second varchar, made nothing"),
        ("gap", "rows without a value in first"),
    ],
)
def test_a_table_that_is_not_as_its_contract_states_fails_its_own_model(built, model, said):
    status, message = built[1][model]
    assert status == "error"
    assert said in message


def test_tables_views_seeds_and_python_models_are_made_again_over_what_is_there(built):
    database, found = built
    made = ("kept", "optional_gap", "seen", "numbers", "by_python")
    assert {name: found[name][0] for name in made} == dict.fromkeys(made, "success")
    with duckdb.connect(str(database), read_only=True) as connection:
        for table in ("kept", "by_python"):
            assert connection.sql(f"select * from {table}").fetchall() == [(1, "a")]
        # The stated type makes a number of 007; an empty field is null.
        rows = [(7, "a, b"), (8, None)]
        assert connection.sql("select * from seen").fetchall() == rows
        kinds = connection.sql("select table_name, table_type from information_schema.tables")
        assert {("seen", "VIEW"), ("numbers", "BASE TABLE")} <= set(kinds.fetchall())


@pytest.mark.parametrize("table", ["with_a_hook", "of_a_package"])
def test_hooks_run_after_a_table_is_made(built, table):
    database, found = built
    assert found[table][0] == "success"
    with duckdb.connect(str(database), read_only=True) as connection:
        assert connection.sql(f"select * from {table} order by all").fetchall() == [(1,), (2,)]


def test_a_table_stays_if_its_model_asked_the_database_while_it_was_compiled(built):
    with duckdb.connect(str(built[0]), read_only=True) as connection:
        assert connection.sql("select * from asks_while_compiled").fetchall() == [(1,)]


def test_seeds_of_a_package_have_the_types_that_dbt_gives_them(built):
    with duckdb.connect(str(built[0]), read_only=True) as connection:
        assert connection.sql("select number + 1 from counts").fetchall() == [(8,)]
