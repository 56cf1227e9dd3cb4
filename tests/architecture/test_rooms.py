"""The borders of the rooms: who may import what, and who may read what."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from orchestration.core.data_root import DBT_PROJECT, PROJECT

PURE = ["orchestration/questionnaire", "orchestration/ingest", "orchestration/privacy"]
CODE = sorted([*PROJECT.glob("orchestration/**/*.py"), *PROJECT.glob("expectations/**/*.py")])


def _name(file: Path) -> str:
    return file.relative_to(PROJECT).as_posix()


def _imports(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def _users_of(library: str) -> set[str]:
    return {
        _name(f) for f in CODE for i in _imports(f) if i == library or i.startswith(f"{library}.")
    }


@pytest.mark.parametrize("room", PURE)
@pytest.mark.parametrize(
    "library",
    ["dagster", "dbt", "duckdb", "great_expectations", "os", "orchestration.core.settings"],
)
def test_the_pure_rooms_know_no_engine_no_database_and_no_environment(room, library):
    assert not {name for name in _users_of(library) if name.startswith(room)}


def test_only_the_gate_imports_great_expectations_and_only_inside_functions():
    assert {name.split("/")[0] for name in _users_of("great_expectations")} == {"expectations"}
    for file in PROJECT.glob("expectations/**/*.py"):
        top = [
            n
            for n in ast.parse(file.read_text(encoding="utf-8")).body
            if isinstance(n, ast.Import | ast.ImportFrom)
        ]
        assert not [n for n in top if "great_expectations" in ast.dump(n)], _name(file)


def test_the_gate_knows_nothing_of_the_engine():
    assert not {name for name in _users_of("orchestration") if name.startswith("expectations")}


def test_only_one_module_runs_dbt():
    assert _users_of("dbt") == {"orchestration/warehouse/build.py"}


def test_the_environment_is_read_in_one_place():
    readers = {
        _name(f)
        for f in CODE
        if re.search(r"os\.(environ(?!\.setdefault|\[\"\w+\"\] = )|getenv)", f.read_text())
    }
    assert readers == set(), "read MUKANA_ variables through orchestration.core.settings"


def test_nothing_prints():
    assert not [_name(f) for f in CODE if re.search(r"^\s*print\(", f.read_text(), re.MULTILINE)]


def test_every_fact_about_people_joins_the_one_assignment():
    """A fact that counts people takes its groups from `cells`, or from what was made of them."""
    people = re.compile(r"\b(\w*person_count|pair_count|answer_count)\b|pair_sums\(\)")
    made_of_cells = r"ref\('(cells|background_categories|fct_indicator_(level|change)|fct_indicator_change_by_background)'\)"
    facts = sorted((DBT_PROJECT / "models" / "marts" / "facts").rglob("*.sql"))
    about_people = [f for f in facts if people.search(f.read_text())]
    assert {f.stem for f in about_people} == {
        "fct_answer_distribution",
        "fct_change_condition",
        "fct_change_direction",
        "fct_indicator_change",
        "fct_indicator_change_by_background",
        "fct_indicator_class",
        "fct_indicator_level",
        "fct_indicator_withheld",
        "fct_response_coverage",
    }
    for file in about_people:
        assert re.search(made_of_cells, file.read_text()), file.stem


def test_a_report_is_made_from_published_facts_and_sums_over_them():
    """What a report says of people was published by a fact, or is a sum that joins the cells."""
    published = re.compile(r"^(fct|dim)_")
    for file in (DBT_PROJECT / "models" / "marts" / "reports").glob("rpt_indicator_*.sql"):
        read = set(re.findall(r"ref\('(\w+)'\)", file.read_text()))
        assert {name for name in read if not published.match(name)} <= {
            "int_change_sums", "int_item_sums", "reliability_languages",
        }, file.stem  # fmt: skip
    for name in ("int_report_medians", "int_spoken"):
        (file,) = DBT_PROJECT.rglob(f"models/**/{name}.sql")
        assert re.search(r"ref\('cells'\)", file.read_text()), name


def test_dbt_knows_no_survey_by_name():
    surveys = [
        folder.parent.name
        for folder in (PROJECT / "data" / "questionnaires").glob("*/questionnaire.yml")
    ]
    for file in DBT_PROJECT.glob("models/**/*.sql"):
        text = file.read_text(encoding="utf-8")
        assert not [name for name in [*surveys, "esis"] if name in text], file.stem


@pytest.mark.parametrize("file", CODE, ids=_name)
def test_a_module_says_what_belongs_in_it_and_stays_readable(file):
    text = file.read_text(encoding="utf-8")
    if file.name != "__init__.py":
        assert ast.get_docstring(ast.parse(text)), "say what belongs here"
    assert len(text.splitlines()) <= 260, "split it, or say why not"
