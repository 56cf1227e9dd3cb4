"""A contract is stated once, beside its model; rules, files and pages follow from it."""

from __future__ import annotations

import copy
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from expectations import suites
from expectations.contracts import contract, words
from expectations.gate.validate import validate
from expectations.rules import reviewed_columns
from expectations.rules.contract_rules import contract_rules
from expectations.rules.rule import Suite
from tests.unit import candidate_fixture as fixture

TODAY = date(2025, 1, 15)
PUBLISHED = dict(contract.load())
_IN_ENGLISH = {
    "day_key": "The day.",
    "service_key": "The service.",
    "status_code": "How it went; null where not stated.",
    "place_name_sv": "The place in Swedish.",
}
# What its columns are called and mean in every table.
KNOWN = {
    name: words.Words(
        caption={"fi": f"{name} fi", "sv": f"{name} sv", "en": f"{name} en"},
        description={"fi": "Suomeksi.", "sv": "På svenska.", "en": text},
    )
    for name, text in _IN_ENGLISH.items()
}
MODEL: dict[str, Any] = {
    "name": "fct_visit",
    "description": "Visits. Grain: one row per day and service.",
    "config": {
        "meta": {
            "caption": {"fi": "Käynnit", "sv": "Besök", "en": "Visits"},
            "description": {"fi": "Käynnit. Rivi: päivä ja palvelu.", "sv": "Besök."},
        }
    },
    "data_tests": [
        {"unique_combination_of_columns": {"arguments": {"columns": ["day_key", "service_key"]}}},
        {"refers_to": {"arguments": {"keys": {"dim_service": "service_key"}}}},
    ],
    "columns": [
        {"name": "day_key", "data_type": "integer", "constraints": [{"type": "not_null"}]},
        {"name": "service_key", "data_type": "bigint"},
        {
            "name": "status_code",
            "data_type": "varchar",
            "data_tests": [{"accepted_values": {"arguments": {"values": ["done", "missed"]}}}],
        },
        {"name": "place_name_sv", "data_type": "varchar"},
    ],
}
SOUND = {"day_key": 1, "service_key": 11, "status_code": "done", "place_name_sv": "Lahtis"}


def test_a_contract_is_what_its_yaml_states() -> None:
    stated = contract.parse(MODEL, KNOWN)
    assert stated.table_name == "fct_visit"
    assert stated.grain == ("day_key", "service_key")
    assert [(c.name, c.is_required, c.references) for c in stated.columns] == [
        ("day_key", True, None),
        ("service_key", False, "dim_service"),
        ("status_code", False, None),
        ("place_name_sv", False, None),
    ]
    assert stated.schema.types == [pa.int32(), pa.int64(), pa.string(), pa.string()]
    assert stated.schema.field("status_code").metadata == {
        b"description": b"How it went; null where not stated. One of: done, missed."
    }
    assert stated.schema.field("service_key").metadata == {
        b"description": b"The service. Key of dim_service."
    }


def test_a_column_is_described_in_each_language_with_its_codes_and_its_dimension() -> None:
    _, service, status, _ = contract.parse(MODEL, KNOWN).columns
    assert service.text("fi") == "Suomeksi. Taulun dim_service avain."
    assert service.text("sv") == "På svenska. Nyckel till dim_service."
    assert status.text("fi") == "Suomeksi. Jokin näistä: done, missed."


def test_a_table_says_what_a_column_means_where_it_means_something_else() -> None:
    model = copy.deepcopy(MODEL)
    model["columns"][1] |= {
        "description": "Who visited.",
        "config": {"meta": {"description": {"fi": "Kuka kävi.", "sv": "Vem som besökte."}}},
    }
    column = contract.parse(model, KNOWN).columns[1]
    assert column.text("fi") == "Kuka kävi. Taulun dim_service avain."
    assert column.caption["fi"] == "service_key fi"


@pytest.mark.parametrize("missing", ["caption", "description"])
def test_a_table_that_is_not_described_in_every_language_is_refused(missing: str) -> None:
    model = copy.deepcopy(MODEL)
    del model["config"]["meta"][missing]["sv"]
    with pytest.raises(words.WordsError, match="fct_visit: say it in sv too"):
        contract.parse(model, KNOWN)


def test_a_primary_key_is_the_grain_and_is_required() -> None:
    model = copy.deepcopy(MODEL)
    model["columns"][0]["constraints"] = [{"type": "primary_key"}]
    stated = contract.parse(model, KNOWN)
    assert (stated.grain, stated.columns[0].is_required) == (("day_key",), True)


def _without_grain(model: dict[str, Any]) -> None:
    del model["data_tests"][0]


def _grain_of_another_column(model: dict[str, Any]) -> None:
    model["data_tests"][0]["unique_combination_of_columns"]["arguments"]["columns"] = ["hour_key"]


def _nowhere_described(model: dict[str, Any]) -> None:
    model["columns"][1]["name"] = "visitor_key"
    del model["data_tests"][1]
    model["data_tests"][0]["unique_combination_of_columns"]["arguments"]["columns"] = ["day_key"]


def _unreadable_type(model: dict[str, Any]) -> None:
    model["columns"][1]["data_type"] = "hugeint"


def _unknown_test(model: dict[str, Any]) -> None:
    model["columns"][1]["data_tests"] = ["unique"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (_without_grain, "fct_visit: state"),
        (_grain_of_another_column, "hour_key"),
        (_nowhere_described, r"fct_visit\.visitor_key: .*describe the column"),
        (_unreadable_type, r"fct_visit\.service_key: .*decimal"),
        (_unknown_test, "service_key: no rule is derived from the test unique"),
    ],
)
def test_a_contract_that_leaves_something_out_is_refused_by_name(change, message) -> None:
    model = copy.deepcopy(MODEL)
    change(model)
    with pytest.raises(contract.ContractError, match=message):
        contract.parse(model, KNOWN)


@pytest.mark.parametrize(
    ("change", "broken"),
    [
        ({}, set()),
        ({"day_key": None}, {"filled"}),
        ({"service_key": 777}, {"references"}),
        ({"status_code": "closed"}, {"status_code_known"}),
        ({"status_code": None}, set()),
        ({"status_code": "010594Y9032"}, {"status_code_known", "no_personal_data"}),
        ({"place_name_sv": None}, {"translated"}),
        ({"second row": True}, {"grain", "has_rows"}),
        ({"status_code": 3}, {"types", "status_code_known"}),
        ({"birth_year": 1970}, {"columns"}),
    ],
)
def test_every_fact_of_a_contract_is_checked_on_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: dict[str, Any], broken: set[str]
) -> None:
    stated = contract.parse(MODEL, KNOWN)
    # A column that the fixture finds in no contract is written as an integer.
    as_integer = {name for name, value in change.items() if name == "status_code" and value == 3}
    columns = tuple(column for column in stated.columns if column.name not in as_integer)
    written = contract.Contract("fct_visit", stated.description, columns, ("day_key",))
    monkeypatch.setattr(contract, "load", lambda: {"fct_visit": written, **PUBLISHED})
    rows = [SOUND | {k: v for k, v in change.items() if k != "second row"}]
    services = fixture.rows()["dim_service"]
    content = {"fct_visit": rows * (1 + ("second row" in change)), "dim_service": services}
    monkeypatch.setattr(fixture, "rows", lambda: {"fct_visit": [SOUND], "dim_service": services})
    folder = fixture.write(tmp_path, content)
    suite = {"fct_visit": Suite("fct_visit", contract_rules(stated))}
    validation = validate(folder, suites=suite, today=TODAY)
    failed = {r["rule_id"] for r in validation["results"] if r["status_code"] == "fail"}
    assert failed == {f"fct_visit.{name}" for name in broken}


@pytest.mark.parametrize("table", PUBLISHED)
def test_every_column_that_may_be_null_says_when(table: str) -> None:
    """Translations are null where a text is not translated; docs/tables.md says so once."""
    unexplained = [
        column.name
        for column in PUBLISHED[table].columns
        if not column.is_required
        and not column.name.endswith(("_sv", "_en"))
        and not any(word in column.description["en"] for word in ("null", "empty"))
    ]
    assert unexplained == []


def test_every_contract_states_its_grain_in_words() -> None:
    assert len(PUBLISHED) == 40
    assert [
        name
        for name, stated in PUBLISHED.items()
        if "Grain: one row" not in stated.description["en"]
    ] == []


def test_every_rule_says_what_must_hold_and_why_in_three_languages() -> None:
    for suite in suites.load().values():
        for rule in suite.rules:
            for texts in (rule.text, rule.why):
                assert len(texts) == len(set(texts)) == 3 and all(texts), rule.rule_id


def test_a_rule_is_checked_with_one_thing() -> None:
    for suite in suites.load().values():
        for rule in suite.rules:
            assert len({type(check) for check in rule.checks}) == 1, rule.rule_id


def test_the_list_of_reviewed_columns_has_no_column_that_is_not_published() -> None:
    published = {name for stated in PUBLISHED.values() for name in stated.column_names}
    assert published >= reviewed_columns.ABOUT_NOBODY
    for lists in (reviewed_columns.ABOUT_PEOPLE, reviewed_columns.ABOUT_ORGANISATIONS):
        for table, columns in lists.items():
            assert set(columns.split()) <= set(PUBLISHED[table].column_names), table


def test_a_column_about_people_is_not_allowed_everywhere() -> None:
    about_people = {
        column for columns in reviewed_columns.ABOUT_PEOPLE.values() for column in columns.split()
    }
    assert about_people & reviewed_columns.ABOUT_NOBODY == set()


def test_a_new_column_is_stopped_although_contract_and_file_have_it(tmp_path: Path) -> None:
    """Rules derived from the contract accept it; the list that a person keeps does not."""
    table = "fct_response_coverage"
    old = PUBLISHED[table]
    age = contract.Column("birth_year", "integer", {"en": "Year of birth."}, is_required=True)
    stated = contract.Contract(table, old.description, (*old.columns, age), old.grain)
    content = fixture.rows()
    content[table][0]["birth_year"] = 1970
    rules = (*contract_rules(stated), reviewed_columns.reviewed_columns(stated))
    validation = validate(
        fixture.write(tmp_path, content), suites={table: Suite(table, rules)}, today=TODAY
    )
    failed = [r for r in validation["results"] if r["rule_id"].startswith(table) and r["status_code"] == "fail"]  # fmt: skip
    assert [r["rule_id"] for r in failed] == [f"{table}.reviewed_columns"]
    assert "birth_year" in failed[0]["detail_en"]
    assert validation["passed"] is False
