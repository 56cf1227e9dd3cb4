"""The gate passes a sound candidate and stops a broken one, without repeating a value."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from expectations import suites
from expectations.candidate.files import CandidateFiles
from expectations.gate.validate import validate
from expectations.rules.rule import Expectation, Rule, SqlCheck, Suite
from tests.unit import candidate_fixture as fixture
from tests.unit.gate.judging import (
    THRESHOLDS,
    TODAY,
    Change,
    Validation,
    ask,
    judge_changed,
    not_passed,
    status_of,
    update,
)

VALUES = {name: stated["value"] for name, stated in THRESHOLDS.items()}


def write_languages(folder: Path, change: Change, **expected: int) -> Path:
    """A candidate of one table that needs no other: the languages."""
    content = {"dim_language": fixture.rows()["dim_language"]}
    change(content)
    return fixture.write(folder, content, expected)


def judge_languages(folder: Path) -> Validation:
    return validate(folder, suites={"dim_language": suites.load()["dim_language"]}, today=TODAY)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Validation:
    return judge_changed(tmp_path_factory.mktemp("candidate"), lambda content: None)


def test_a_sound_candidate_passes_every_rule(sound: Validation) -> None:
    assert sound["passed"] is True
    assert not_passed(sound) == set()
    assert set(sound["tables"]) == set(fixture.rows())
    assert sound["library"].startswith("great_expectations 1.")


def test_every_rule_has_a_reason_in_both_languages_and_an_owner(sound: Validation) -> None:
    ids = [r["rule_id"] for r in sound["results"]]
    assert len(ids) == len(set(ids))
    for result in sound["results"]:
        assert result["rule_id"].startswith(result["table_name"] + ".")
        for name in ("rule_text", "why", "detail"):
            texts = [result[f"{name}_{language}"] for language in ("fi", "sv", "en")]
            assert all(texts) and len(set(texts)) == 3, (result["rule_id"], name)
        assert result["family_code"] in ("files", "contract", "table", "release")
        assert result["owner"] in ("data_engineer", "quality_reviewer", "bi")
        assert result["severity_code"] in ("blocking", "warning", "information")


def test_the_first_rule_of_every_suite_counts_the_rows() -> None:
    for table, suite in suites.load().items():
        assert not suite.has_file or suite.rules[0].rule_id == f"{table}.has_rows"


def test_the_same_bytes_give_the_same_validation(tmp_path: Path) -> None:
    first = judge_languages(write_languages(tmp_path / "a", lambda c: None))
    second = judge_languages(write_languages(tmp_path / "b", lambda c: None))
    assert json.dumps(first) == json.dumps(second)


def test_a_blocking_failure_does_not_pass_and_its_value_is_nowhere(tmp_path: Path) -> None:
    validation = judge_changed(
        tmp_path, update("dim_service", service_name_fi="Soita 131052-308T heti")
    )
    assert validation["passed"] is False
    assert not_passed(validation) == {"dim_service.no_personal_data"}
    (result,) = (r for r in validation["results"] if r["status_code"] == "fail")
    assert (result["observed_count"], "service_name_fi" in result["detail_fi"]) == (1, True)
    assert "131052" not in json.dumps(validation)


def _broken(validation: Validation, rule_id: str) -> dict:
    (result,) = (r for r in validation["results"] if r["rule_id"] == rule_id)
    assert result["status_code"] == "fail"
    return result


def test_the_row_that_breaks_a_rule_is_named_by_its_key_as_people_know_it(tmp_path: Path) -> None:
    """By SQL, by Great Expectations and by Python; 56.5 is a value, and nowhere."""
    rows = fixture.rows()
    level = rows["fct_indicator_level"][-1] | {"score_sum": Decimal("56.5"), "person_count": 4}
    rows["fct_indicator_level"][-1] = level
    rows["dim_service"][-1]["organisation_name"] = "Soita 131052-308T"
    validation = validate(fixture.write(tmp_path, rows), today=TODAY, thresholds=THRESHOLDS)
    service = next(
        row["service_code"]
        for row in rows["dim_service"]
        if row["service_key"] == level["service_key"]
    )
    for rule in ("near_reference", "smallest_group"):
        [key] = _broken(validation, f"fct_indicator_level.{rule}")["keys"]
        assert (key["service_code"], key["period_code"]) == (service, "2024H1")
        assert not {name for name in key if name.endswith(("_count", "_sum", "_mean"))}
    assert _broken(validation, "dim_service.no_personal_data")["keys"] == [
        {"service_code": rows["dim_service"][-1]["service_code"]}
    ]
    assert "56.5" not in json.dumps(validation)
    assert "131052" not in json.dumps(validation)


def test_a_key_that_is_no_code_is_not_repeated(tmp_path: Path) -> None:
    content = fixture.rows()
    update("dim_service", service_code="131052-308T", service_name_sv=None)(content)
    validation = ask(fixture.write(tmp_path, content), ["dim_service.translated"])
    assert _broken(validation, "dim_service.translated")["keys"] == [{"service_code": "…"}]
    assert "131052" not in json.dumps(validation)


def test_a_rule_names_the_setting_that_it_judges_by_and_why_it_is_so(sound: Validation) -> None:
    stated = {r["rule_id"]: r["threshold"] for r in sound["results"] if r["threshold"]}
    assert stated["fct_indicator_level.near_reference"]["setting"] == "MUKANA_FAR_SHARE"
    assert stated["fct_indicator_level.near_reference"]["value"] == 0.3
    assert all(one["why_fi"] and one["why_sv"] and one["why_en"] for one in stated.values())


def test_without_its_threshold_a_rule_could_not_be_checked(tmp_path: Path) -> None:
    validation = validate(fixture.write(tmp_path, fixture.rows()), today=TODAY)
    assert validation["passed"] is False
    with_threshold = {
        rule.rule_id
        for suite in suites.load().values()
        for rule in suite.rules
        if rule.threshold and not rule.needs
    }
    assert not_passed(validation) == with_threshold


def test_an_empty_table_that_should_have_rows_is_stopped(tmp_path: Path) -> None:
    validation = judge_changed(tmp_path, lambda c: c["fct_governance_metric"].clear())
    assert validation["passed"] is False
    assert not_passed(validation) == {
        "fct_governance_metric.has_rows",
        "rpt_governance_metric.same_as_fact",
    }


def test_rules_do_not_apply_to_a_table_that_no_delivery_fills(tmp_path: Path) -> None:
    def without(content: fixture.Rows) -> None:
        for table in ("fct_governance_metric", "rpt_governance_metric"):
            content[table].clear()

    none = {"fct_governance_metric": 0, "rpt_governance_metric": 0}
    validation = judge_changed(tmp_path, without, **none)
    assert validation["passed"] is True
    assert status_of(validation, "fct_governance_metric.has_rows") == "not_applicable"
    assert status_of(validation, "fct_governance_metric.grain") == "not_applicable"
    assert status_of(validation, "fct_governance_metric.columns") == "pass"


def test_rows_where_none_are_expected_are_stopped(tmp_path: Path) -> None:
    content = fixture.rows()
    table = "fct_indicator_reference"
    folder = fixture.write(tmp_path, content, {table: 0})
    validation = validate(folder, suites={table: suites.load()[table]}, today=TODAY)
    assert status_of(validation, f"{table}.has_rows") == "fail"


def test_the_small_candidate_is_sound(tmp_path: Path) -> None:
    assert judge_languages(write_languages(tmp_path, lambda c: None))["passed"] is True


def test_a_dimension_may_not_be_empty_even_if_no_rows_are_expected(tmp_path: Path) -> None:
    validation = judge_languages(
        write_languages(tmp_path, lambda c: c["dim_language"].clear(), dim_language=0)
    )
    assert validation["passed"] is False
    assert status_of(validation, "dim_language.has_rows") == "error"


def test_a_table_without_an_expected_count_is_an_error(tmp_path: Path) -> None:
    folder = write_languages(tmp_path, lambda c: None)
    manifest = json.loads((folder / "manifest.json").read_text())
    del manifest["expected_rows"]["dim_language"]
    (folder / "manifest.json").write_text(json.dumps(manifest))
    validation = judge_languages(folder)
    assert validation["passed"] is False
    assert not_passed(validation) == {"dim_language.has_rows"}


def test_a_missing_column_is_named_and_its_rules_are_errors(tmp_path: Path) -> None:
    content = fixture.rows()
    content["fct_indicator_change"][0].pop("pair_count")
    own = {"fct_indicator_change": suites.load()["fct_indicator_change"]}
    validation = validate(
        fixture.write(tmp_path, content), suites=own, today=TODAY, thresholds=THRESHOLDS
    )
    assert validation["passed"] is False
    assert status_of(validation, "fct_indicator_change.columns") == "fail"
    assert status_of(validation, "fct_indicator_change.smallest_group") == "error"
    assert status_of(validation, "fct_indicator_change.scores_possible") == "error"
    (columns,) = (
        r for r in validation["results"] if r["rule_id"] == "fct_indicator_change.columns"
    )
    assert "pair_count" in columns["detail_fi"]
    assert "Traceback" not in json.dumps(validation)


def test_bytes_changed_after_the_manifest_are_stopped(tmp_path: Path) -> None:
    folder = write_languages(tmp_path / "a", lambda c: None)
    changed = write_languages(tmp_path / "b", update("dim_language", language_name_fi="savo"))
    file = "dim_language.parquet"
    (folder / file).write_bytes((changed / file).read_bytes())
    validation = judge_languages(folder)
    assert validation["passed"] is False
    assert not_passed(validation) == {"dim_language.same_bytes"}


def test_a_file_that_is_not_parquet_is_stopped(tmp_path: Path) -> None:
    folder = write_languages(tmp_path, lambda c: None)
    broken = b"PNG, not Parquet"
    (folder / "dim_language.parquet").write_bytes(broken)
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["tables"]["dim_language"]["sha256"] = hashlib.sha256(broken).hexdigest()
    (folder / "manifest.json").write_text(json.dumps(manifest))
    validation = judge_languages(folder)
    assert validation["passed"] is False
    assert not_passed(validation) == {"dim_language.readable"}


def test_every_table_needs_a_suite_and_every_suite_a_table(tmp_path: Path) -> None:
    folder = write_languages(tmp_path, lambda c: c.update(fct_secret=[{"person_count": 1}]))
    own = {name: suites.load()[name] for name in ("dim_language", "dim_metric")}
    validation = validate(folder, suites=own, today=TODAY)
    assert validation["passed"] is False
    assert not_passed(validation) == {"fct_secret.has_suite", "dim_metric.is_there"}


def test_a_folder_without_a_manifest_does_not_pass(tmp_path: Path) -> None:
    validation = validate(tmp_path, today=TODAY)
    assert validation["passed"] is False
    assert status_of(validation, "candidate.manifest") == "error"


def test_an_empty_suite_does_not_pass(tmp_path: Path) -> None:
    folder = write_languages(tmp_path, lambda c: None)
    validation = validate(folder, suites={"dim_language": Suite("dim_language", ())}, today=TODAY)
    assert validation["passed"] is False
    assert not_passed(validation) == {"dim_language.has_rules"}


def test_a_raising_expectation_is_an_error(tmp_path: Path) -> None:
    broken = Rule(
        "dim_language.broken",
        ("Sääntö, joka kaatuu.", "En regel som kraschar.", "A rule that raises."),
        ("Testi", "Test", "Test"),
        (Expectation("language_code", "ExpectNothingOfTheKind", {"column": "language_code"}),),
        severity_code="warning",
    )
    unreadable = Rule(
        "dim_language.unreadable",
        ("Sääntö, jonka lauseke on rikki.", "En regel med fel mönster.", "A broken pattern."),
        ("Testi", "Test", "Test"),
        (
            Expectation(
                "language_code",
                "ExpectColumnValuesToMatchRegex",
                {"column": "language_code", "regex": "("},
            ),
        ),
    )
    own = suites.load()["dim_language"]
    suite = Suite("dim_language", (*own.rules, broken, unreadable))
    folder = write_languages(tmp_path, lambda c: None)
    validation = validate(folder, suites={"dim_language": suite}, today=TODAY)
    assert validation["passed"] is False
    assert not_passed(validation) == {"dim_language.broken", "dim_language.unreadable"}
    # A warning that could not be checked stops the release like a blocking rule.
    errors = [r for r in validation["results"] if r["status_code"] == "error"]
    assert {r["severity_code"] for r in errors} == {"blocking"}


def test_every_rule_is_blocking_but_for_these(sound: Validation) -> None:
    severities = {r["rule_id"]: r["severity_code"] for r in sound["results"]}
    of_release = {r["rule_id"] for r in sound["results"] if r["family_code"] == "release"}
    warnings = {rule_id for rule_id, severity in severities.items() if severity == "warning"}
    assert warnings - of_release == {
        "dim_period.not_in_future",
        "dim_period.not_too_old",
        "fct_answer_by_language.answers_of_the_distributions",
        "fct_indicator_change.near_reference",
        "fct_indicator_level.near_reference",
        "fct_indicator_level.ends_meet_starts",
        "rpt_indicator_reliability.items_agree",
    }
    information = {rule_id for rule_id, severity in severities.items() if severity == "information"}
    assert {rule_id.partition(".")[2] for rule_id in information - of_release} == {
        "names_distinct",
        "translated",
    }


def test_warnings_and_information_do_not_stop_a_release(tmp_path: Path) -> None:
    # Six people at 20 and six at 40: mean 30, 45.2 from the only reference 75.2.
    def stray(content: fixture.Rows) -> None:
        level = content["fct_indicator_level"][0]
        level.update(score_sum=Decimal(360))
        content["dim_language"][0]["language_name_sv"] = None

    content = fixture.rows()
    stray(content)
    validation = validate(
        fixture.write(tmp_path, content), today=date(2024, 3, 1), thresholds=THRESHOLDS
    )
    assert validation["passed"] is True
    assert not_passed(validation) == {
        "fct_indicator_level.near_reference",
        "dim_period.not_in_future",
        "dim_language.translated",
    }


@pytest.mark.parametrize(
    ("ends", "starts", "warned"),
    # The county has six pairs in the first half-year and twelve in the second: eighteen.
    [(18, 9, False), (19, 9, True), (19, None, False)],
)
def test_most_ends_without_a_start_are_a_warning(tmp_path, ends, starts, warned) -> None:
    content = fixture.rows()
    row = content["fct_indicator_level"][0]
    # A mean of 70.
    for status, count in (("end_only", ends), ("start_only", starts)):
        if count:
            sums = {"score_sum": Decimal(70 * count)}
            content["fct_indicator_level"].append(
                row | {"pairing_status_code": status, "person_count": count} | sums
            )
    rule_id = "fct_indicator_level.ends_meet_starts"
    validation = ask(fixture.write(tmp_path, content), [rule_id])
    assert status_of(validation, rule_id) == ("fail" if warned else "pass")


def test_sums_of_ten_million_people_can_be_checked(tmp_path: Path) -> None:
    """The largest sums that the published columns must hold: every rule about them is answered."""
    content = fixture.rows()
    tables = (
        "fct_change_spread",
        "fct_level_spread",
        "fct_indicator_change",
        "fct_indicator_level",
    )
    for row in (row for table in tables for row in content[table]):
        times = 10_000_000 // row.get("pair_count", row.get("person_count"))
        row |= {c: v * times for c, v in row.items() if c.endswith(("_sum", "_count"))}
    files = CandidateFiles(fixture.write(tmp_path, content, {}), TODAY, VALUES)
    rules = [rule for table in tables for rule in suites.load()[table].rules]
    counted = {r.rule_id: [files.count(c.rows) for c in r.checks if isinstance(c, SqlCheck)] for r in rules}  # fmt: skip
    for table in tables:
        assert counted[f"{table}.scores_possible"] == [0]
    for table in tables[:2]:
        assert counted[f"{table}.scores_differ"] == [0]
