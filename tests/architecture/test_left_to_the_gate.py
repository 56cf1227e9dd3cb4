"""A run leaves dbt's tests of keys and references to the gate: the gate must ask the same of every table."""

from collections.abc import Iterator

import pytest
import yaml

from expectations import suites
from orchestration.core.data_root import DBT_PROJECT


def declared() -> Iterator[tuple[str, str, dict]]:
    """Table, test and its arguments, as the contracts of the marts say."""
    for path in sorted((DBT_PROJECT / "models" / "marts").rglob("*.yml")):
        for model in yaml.safe_load(path.read_text(encoding="utf-8"))["models"]:
            for test in model.get("data_tests", []):
                [(name, settings)] = test.items()
                yield model["name"], name, settings["arguments"]


@pytest.mark.parametrize(("table", "test", "arguments"), declared())
def test_the_gate_asks_what_dbt_is_not_asked_in_a_run(table, test, arguments):
    checks = {rule.rule_id: rule.checks for rule in suites.load()[table].rules}
    if test == "refers_to":
        asked = {check.label for check in checks[f"{table}.references"]}
        assert set(arguments["keys"].values()) <= asked
    else:
        assert test == "unique_combination_of_columns", "a test that the gate does not know"
        [grain] = checks[f"{table}.grain"]
        columns = grain.arguments.get("column_list") or [grain.arguments["column"]]
        assert set(columns) == set(arguments["columns"])
