"""A Python model of dbt holds arrays beside the database, which lets go of memory meanwhile."""

from __future__ import annotations

import re

import duckdb
import jinja2

from orchestration.core.data_root import DBT_PROJECT

_LIMIT = "select current_setting('memory_limit')"


def test_the_database_holds_two_fifths_while_a_python_model_works_and_all_of_it_afterwards():
    text = (DBT_PROJECT / "macros" / "materializations.sql").read_text(encoding="utf-8")
    [macro] = re.findall(r"{% macro beside_the_database\(\) %}(.*?){% endmacro %}", text, re.DOTALL)
    code = jinja2.Template(macro).render(target={"threads": 1})
    names = {"model": lambda _dbt, session: session.execute(_LIMIT).fetchone()}
    exec(code, names)
    with duckdb.connect(config={"memory_limit": "1000MiB"}) as connection:
        assert names["model"](None, connection) == ("400.0 MiB",)
        names["give_back"](connection)
        assert connection.execute(_LIMIT).fetchone() == ("1000.0 MiB",)
