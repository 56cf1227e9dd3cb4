"""The gate passes a sound candidate and stops each kind of broken one, without telling values."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from expectations import suites
from expectations.candidate.files import CandidateFiles
from expectations.gate.validate import validate
from expectations.rules.personal_data import looks_personal
from expectations.rules.rule import Expectation, Rule, SqlCheck, Suite
from tests.unit import candidate_fixture as fixture

TODAY = date(2025, 1, 15)
Validation = dict[str, Any]


def judged(folder: Path, change: Callable[[fixture.Rows], None], **expected: int) -> Validation:
    """The validation on the whole candidate after a change."""
    content = fixture.rows()
    change(content)
    return validate(fixture.write(folder, content, expected), today=TODAY)


def small(folder: Path, change: Callable[[fixture.Rows], None], **expected: int) -> Path:
    """A candidate of one table that needs no other: the languages."""
    content = {"dim_language": fixture.rows()["dim_language"]}
    change(content)
    return fixture.write(folder, content, expected)


def judged_small(folder: Path) -> Validation:
    return validate(folder, suites={"dim_language": suites.load()["dim_language"]}, today=TODAY)


def status_of(validation: Validation, rule_id: str) -> str:
    (result,) = (r for r in validation["results"] if r["rule_id"] == rule_id)
    return result["status_code"]


def not_passed(validation: Validation) -> set[str]:
    return {r["rule_id"] for r in validation["results"] if r["status_code"] in ("fail", "error")}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Validation:
    return judged(tmp_path_factory.mktemp("candidate"), lambda content: None)


def test_a_sound_candidate_passes_every_rule(sound: Validation) -> None:
    assert sound["passed"] is True
    assert not_passed(sound) == set()
    assert set(sound["tables"]) == set(fixture.rows())
    assert sound["library"].startswith("great_expectations 1.")


def test_every_rule_says_why_and_whose_it_is_in_both_languages(sound: Validation) -> None:
    ids = [r["rule_id"] for r in sound["results"]]
    assert len(ids) == len(set(ids))
    for result in sound["results"]:
        assert result["rule_id"].startswith(result["table_name"] + ".")
        assert result["rule_text_fi"] and result["rule_text_en"] and " / " in result["why"]
        assert result["owner"] in ("data_engineer", "quality_reviewer", "bi")
        assert result["severity_code"] in ("blocking", "warning", "information")


def test_the_first_rule_of_every_suite_is_that_the_table_has_rows() -> None:
    for table, suite in suites.load().items():
        assert suite.rules[0].rule_id == f"{table}.has_rows"


def test_the_same_bytes_give_the_same_validation(tmp_path: Path) -> None:
    first = judged_small(small(tmp_path / "a", lambda c: None))
    second = judged_small(small(tmp_path / "b", lambda c: None))
    assert json.dumps(first) == json.dumps(second)


def _set(table: str, **values: Any) -> Callable[[fixture.Rows], None]:
    return lambda content: content[table][-1].update(values)


# What is broken, the rule that must stop it, and a value that the validation must not repeat.
BREAKS: dict[str, tuple[Callable[[fixture.Rows], None], str, str]] = {
    "fewer people than k": (
        _set("fct_indicator_change", pair_count=4),
        "fct_indicator_change.smallest_group",
        "",
    ),
    "a distribution of nine people": (
        lambda c: [row.update(person_count=9) for row in c["fct_answer_distribution"]],
        "fct_answer_distribution.smallest_group",
        "",
    ),
    "a report that says another change than the fact": (
        _set("rpt_indicator_change", change_mean=17.64, change_ci_high=30.0),
        "rpt_indicator_change.same_as_facts",
        "17.64",
    ),
    "a validation against its interval": (
        _set("rpt_indicator_change", conclusion_code="declined"),
        "rpt_indicator_change.conclusion_by_interval",
        "",
    ),
    "a change told without its caution": (
        _set("rpt_indicator_change", interpretation_fi="Heikkeni."),
        "rpt_indicator_change.said_safely",
        "",
    ),
    "a suppressed count told as zero": (
        _set("rpt_indicator_change", end_count=0),
        "rpt_indicator_change.hidden_is_not_zero",
        "",
    ),
    "a share of six pairs": (
        _set("rpt_indicator_change", improved_share=0.5, declined_share=0.0),
        "rpt_indicator_change.shares_of_enough",
        "",
    ),
    "a mean of four who were lost": (
        _set(
            "rpt_indicator_attrition",
            lost_to_follow_up_count=4,
            lost_to_follow_up_start_mean=41.375,
        ),
        "rpt_indicator_attrition.lost_to_follow_up_are_enough",
        "41.375",
    ),
    "an expected rise that does not follow": (
        _set("rpt_indicator_attrition", expected_change_mean=3.125),
        "rpt_indicator_attrition.regression_possible",
        "3.125",
    ),
    "two pairs told apart by having been helped": (
        _set("fct_change_condition", mixed_count=2),
        "fct_change_condition.nobody_or_a_group",
        "",
    ),
    "a low class of nine people": (
        _set("fct_indicator_class", person_count=9),
        "fct_indicator_class.smallest_group",
        "",
    ),
    "two populations to drift towards": (
        lambda c: c["fct_indicator_reference"].append(
            c["fct_indicator_reference"][0] | {"reference_code": "county"}
        ),
        "fct_indicator_reference.one_to_drift_to",
        "",
    ),
    "a reliability without its source": (
        _set("dim_indicator", reliability_source=None),
        "dim_indicator.quotes_sourced",
        "",
    ),
    "a declared spread wider than half of the scale": (
        _set("dim_indicator", reliability_start_sd=Decimal("50.5")),
        "dim_indicator.quotes_sourced",
        "",
    ),
    "an alpha over one": (
        _set("rpt_indicator_reliability", alpha=1.25),
        "rpt_indicator_reliability.numbers_possible",
        "",
    ),
    "a key without its dimension": (
        _set("fct_indicator_level", service_key=777123),
        "fct_indicator_level.references",
        "777123",
    ),
    "an empty key": (
        _set("fct_indicator_level", region_key=None),
        "fct_indicator_level.filled",
        "",
    ),
    "an empty count": (
        _set("fct_indicator_level", person_count=None),
        "fct_indicator_level.filled",
        "",
    ),
    "change that is not end minus start": (
        _set("fct_indicator_change", change_sum=Decimal("32.5001")),
        "fct_indicator_change.change_is_end_minus_start",
        "32.5",
    ),
    "a sum that is not there": (
        _set("fct_indicator_change", cross_sum=None),
        "fct_indicator_change.squares_agree",
        "",
    ),
    # 12 people on 0-100 cannot score 1260 together.
    "a sum above the scale": (
        _set("fct_indicator_level", score_sum=Decimal(1260)),
        "fct_indicator_level.scores_possible",
        "1260",
    ),
    # 840^2 / 12 = 58800 is the least that squares of twelve scores with sum 840 can be.
    "squares too small for their sum": (
        _set("fct_indicator_level", score_square_sum=Decimal(58799)),
        "fct_indicator_level.scores_possible",
        "58799",
    ),
    # With sum 840 on 0-100 the squares are at most 100 * 840 = 84000.
    "squares too large for the scale": (
        _set("fct_indicator_level", score_square_sum=Decimal(84001)),
        "fct_indicator_level.scores_possible",
        "84001",
    ),
    "an identity code in a text": (
        _set("dim_service", service_name_fi="Paja, yhteys 131052-308T"),
        "dim_service.no_personal_data",
        "131052",
    ),
    "an answer counted twice": (
        lambda c: c["fct_answer_distribution"][0].update(answer_count=5),
        "fct_answer_distribution.answers_add_up",
        "",
    ),
    "an option left out": (
        lambda c: c["fct_answer_distribution"].pop(3),
        "fct_answer_distribution.every_option_shown",
        "",
    ),
    "a distribution in which all answer alike": (
        lambda c: [
            row.update(answer_count=count)
            for row, count in zip(c["fct_answer_distribution"][:4], [12, 0, 0, 0], strict=True)
        ],
        "fct_answer_distribution.nobody_is_unanimous",
        "",
    ),
    "a distribution of other people than its indicator": (
        lambda c: c["fct_indicator_level"][0].update(
            person_count=13, score_sum=Decimal(910), score_square_sum=Decimal(65000)
        ),
        "fct_answer_distribution.union_of_cells",
        "",
    ),
    "a part told of other people than its total": (
        lambda c: c["dim_indicator"].append(
            c["dim_indicator"][0] | {"indicator_key": 1002, "indicator_code": "part"}
        ),
        "fct_indicator_change.families_published_together",
        "",
    ),
    "more pairs beyond the wider bound than beyond the narrower": (
        _set("fct_change_direction", reliable_change_unequal=13.9, improved_unequal_count=1),
        "fct_change_direction.wider_bound_fewer",
        "",
    ),
    "too few answers with a number of change": (
        _set("rpt_indicator_change", conclusion_code="too_few_answers", change_ci_low=None),
        "rpt_indicator_change.conclusion_by_interval",
        "",
    ),
    "a family that is none": (
        _set("dim_indicator", family_key=9),
        "dim_indicator.family_known",
        "",
    ),
    "directions of other pairs than the cell's": (
        lambda c: c["fct_indicator_change"][0].update(pair_count=13),
        "fct_change_direction.union_of_cells",
        "",
    ),
    "directions that are not all": (
        _set("fct_change_direction", improved_count=1),
        "fct_change_direction.directions_add_up",
        "",
    ),
    # 12 people with 70 each: 12 * 70 = 840, 12 * 4900 = 58800.
    "everybody with the same score": (
        _set("fct_indicator_level", score_square_sum=Decimal(58800)),
        "fct_indicator_level.scores_differ",
        "",
    ),
    # All change by 5: sum 30, squares 150.
    "everybody with the same change": (
        _set("fct_indicator_change", change_sum=Decimal(30), change_square_sum=Decimal(150)),
        "fct_indicator_change.scores_differ",
        "",
    ),
    "a background of other pairs than the cells": (
        _set("fct_indicator_change_by_background", pair_count=5),
        "fct_indicator_change_by_background.people_of_the_cells",
        "",
    ),
    "coverage that no published row tells": (
        _set("fct_response_coverage", paired_count=7),
        "fct_response_coverage.sums_of_published_rows",
        "",
    ),
    "coverage of a few": (
        _set("fct_response_coverage", start_only_count=4),
        "fct_response_coverage.smallest_group",
        "",
    ),
    "coverage of nobody": (
        _set("fct_response_coverage", paired_count=None),
        "fct_response_coverage.counts_somebody",
        "",
    ),
    "more improved and declined than there are": (
        _set("rpt_indicator_change", improved_share=0.625, declined_share=0.5),
        "rpt_indicator_change.shares_add_up",
        "0.625",
    ),
    "a share above one": (
        _set("rpt_indicator_change", retention_share=1.0625),
        "rpt_indicator_change.numbers_possible",
        "1.0625",
    ),
    "a retention of zero": (
        _set("rpt_indicator_change", retention_share=0.0),
        "rpt_indicator_change.numbers_possible",
        "",
    ),
    "a negative count of encounters": (
        _set("fct_activity", encounter_count=-3),
        "fct_activity.counts_not_negative",
        "",
    ),
    "a municipality that ends before it starts": (
        _set("dim_municipality", valid_to_year=2021),
        "dim_municipality.years_in_order",
        "",
    ),
    "a municipality of an unknown county": (
        _set("dim_municipality", region_code="77"),
        "dim_municipality.region_known",
        "",
    ),
    "services together that do not say which": (
        _set("dim_service", is_merged=True, service_count=2),
        "dim_service.merged_names_its_services",
        "",
    ),
    "a few suppressed people counted": (
        _set(
            "fct_indicator_suppressed", suppressed_person_count=3, suppressed_status_code="number"
        ),
        "fct_indicator_suppressed.number_or_few",
        "",
    ),
    "a denominator above the areas": (
        _set("fct_governance_metric", denominator=23, metric_value=21 / 23),
        "fct_governance_metric.denominator_of_unit",
        "",
    ),
    "a value that is not its ratio": (
        _set("fct_governance_metric", metric_value=0.9565),
        "fct_governance_metric.value_is_ratio",
        "0.9565",
    ),
    "an answer told by area that may not be": (
        lambda c: c["dim_question"][2].update(publish_code="metrics"),
        "fct_governance_answer.may_be_published_by_area",
        "",
    ),
    "a report that tells another number": (
        _set("rpt_governance_metric", numerator=Decimal(22)),
        "rpt_governance_metric.same_as_fact",
        "",
    ),
    "a rank among what cannot be compared": (
        _set("rpt_governance_metric", is_comparable=False, rank_number=1),
        "rpt_governance_metric.incomparable_not_ranked",
        "",
    ),
    "a change across a broken series": (
        _set("rpt_governance_metric", is_series_break=True, note_break_fi="x", change_value=0.1),
        "rpt_governance_metric.broken_series_has_no_change",
        "",
    ),
    "a row per option of what is no distribution": (
        _set("fct_governance_metric", option_key=2011),
        "fct_governance_metric.options_of_distributions",
        "2011",
    ),
    "a value outside its bounds": (
        _set("fct_governance_metric", value_low=2.0, value_high=1.0),
        "fct_governance_metric.value_within_bounds",
        "",
    ),
    "a head count of three": (
        _set("fct_activity", participant_count=3),
        "fct_activity.number_or_reason",
        "",
    ),
    "a suppressed head count that shows": (
        lambda c: c["fct_activity"][1].update(participant_count=7),
        "fct_activity.number_or_reason",
        "",
    ),
    "an activity of another half-year": (
        _set("fct_activity", date_key=20240901),
        "fct_activity.day_in_period",
        "",
    ),
    "a kind of another log": (
        lambda c: c["dim_activity_kind"][1].update(questionnaire_code="county_survey"),
        "fct_activity.kind_of_log",
        "",
    ),
    "people's forms as a log": (
        _set("fct_activity", questionnaire_key=1),
        "fct_activity.of_organisations",
        "",
    ),
    "people's answers as a log's": (
        _set("fct_activity_answer", questionnaire_key=1),
        "fct_activity_answer.of_organisations",
        "",
    ),
    "more activities than answered": (
        _set("fct_activity_answer", activity_count=3),
        "fct_activity_answer.chosen_of_answered",
        "",
    ),
    # 2 + 1 of 2 is right only where several may be chosen.
    "a single choice made twice": (
        lambda c: c["dim_question"][3].update(question_type="single"),
        "fct_activity_answer.single_adds_up",
        "",
    ),
    "an agreement without its meeting": (
        _set("fct_agreed_action", activity_key=1),
        "fct_agreed_action.of_activity",
        "",
    ),
    "a next measurement before the agreement": (
        _set("fct_agreed_action", next_period_key=20241),
        "fct_agreed_action.before_and_after",
        "",
    ),
    "a next measurement that is not published": (
        _set("fct_agreed_action", next_period_key=20252, next_service_key=1),
        "fct_agreed_action.measurements_published",
        "",
    ),
    "the same row twice": (
        lambda c: c["fct_indicator_level"].append(dict(c["fct_indicator_level"][0])),
        "fct_indicator_level.grain",
        "",
    ),
    "codes that differ by case only": (
        _set("dim_questionnaire", questionnaire_code="INCLUSION_survey"),
        "dim_questionnaire.codes_distinct",
        "INCLUSION_survey",
    ),
    "a day missing from the calendar": (
        lambda c: c["dim_date"].pop(100),
        "dim_date.contiguous",
        "",
    ),
}


@pytest.mark.parametrize("name", BREAKS)
def test_a_broken_candidate_is_stopped_by_its_rule(
    name: str, tmp_path: Path, sound: Validation
) -> None:
    change, rule_id, secret = BREAKS[name]
    table = rule_id.split(".")[0]
    rule = next(rule for rule in suites.load()[table].rules if rule.rule_id == rule_id)
    content = fixture.rows()
    change(content)
    # That rule alone: the sound candidate has shown that it passes otherwise.
    validation = validate(
        fixture.write(tmp_path, content), suites={table: Suite(table, (rule,))}, today=TODAY
    )
    (result,) = (r for r in validation["results"] if r["rule_id"] == rule_id)
    assert status_of(sound, rule_id) == "pass"
    assert (result["status_code"], result["severity_code"]) == ("fail", "blocking")
    assert not secret or secret not in json.dumps(validation, ensure_ascii=False)


def test_a_blocking_failure_holds_back_and_its_value_is_told_nowhere(tmp_path: Path) -> None:
    validation = judged(tmp_path, _set("dim_service", service_name_fi="Soita 131052-308T heti"))
    assert validation["passed"] is False
    assert not_passed(validation) == {"dim_service.no_personal_data"}
    (result,) = (r for r in validation["results"] if r["status_code"] == "fail")
    assert (result["observed_count"], "service_name_fi" in result["detail_fi"]) == (1, True)
    assert "131052" not in json.dumps(validation)


def test_an_empty_table_that_should_have_rows_is_stopped(tmp_path: Path) -> None:
    validation = judged(tmp_path, lambda c: c["fct_governance_metric"].clear())
    assert validation["passed"] is False
    assert not_passed(validation) == {
        "fct_governance_metric.has_rows",
        "rpt_governance_metric.same_as_fact",
    }


def test_an_empty_table_that_no_delivery_feeds_does_not_apply(tmp_path: Path) -> None:
    def without(content: fixture.Rows) -> None:
        for table in ("fct_governance_metric", "rpt_governance_metric"):
            content[table].clear()

    none = {"fct_governance_metric": 0, "rpt_governance_metric": 0}
    validation = judged(tmp_path, without, **none)
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
    assert judged_small(small(tmp_path, lambda c: None))["passed"] is True


def test_a_dimension_may_not_be_empty_even_if_none_are_expected(tmp_path: Path) -> None:
    validation = judged_small(small(tmp_path, lambda c: c["dim_language"].clear(), dim_language=0))
    assert validation["passed"] is False
    assert status_of(validation, "dim_language.has_rows") == "error"


def test_a_table_without_an_expected_count_is_an_error(tmp_path: Path) -> None:
    folder = small(tmp_path, lambda c: None)
    manifest = json.loads((folder / "manifest.json").read_text())
    del manifest["expected_rows"]["dim_language"]
    (folder / "manifest.json").write_text(json.dumps(manifest))
    validation = judged_small(folder)
    assert validation["passed"] is False
    assert not_passed(validation) == {"dim_language.has_rows"}


def test_a_missing_column_is_named_and_its_rules_are_errors(tmp_path: Path) -> None:
    validation = judged(tmp_path, lambda c: c["fct_indicator_change"][0].pop("pair_count"))
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
    folder = small(tmp_path / "a", lambda c: None)
    changed = small(tmp_path / "b", _set("dim_language", language_name_fi="savo"))
    file = "dim_language.parquet"
    (folder / file).write_bytes((changed / file).read_bytes())
    validation = judged_small(folder)
    assert validation["passed"] is False
    assert not_passed(validation) == {"dim_language.same_bytes"}


def test_a_file_that_is_not_parquet_is_stopped(tmp_path: Path) -> None:
    folder = small(tmp_path, lambda c: None)
    broken = b"PNG, not Parquet"
    (folder / "dim_language.parquet").write_bytes(broken)
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["tables"]["dim_language"]["sha256"] = hashlib.sha256(broken).hexdigest()
    (folder / "manifest.json").write_text(json.dumps(manifest))
    validation = judged_small(folder)
    assert validation["passed"] is False
    assert not_passed(validation) == {"dim_language.readable"}


def test_tables_and_suites_must_match_one_to_one(tmp_path: Path) -> None:
    folder = small(tmp_path, lambda c: c.update(fct_secret=[{"person_count": 1}]))
    own = {name: suites.load()[name] for name in ("dim_language", "dim_metric")}
    validation = validate(folder, suites=own, today=TODAY)
    assert validation["passed"] is False
    assert not_passed(validation) == {"fct_secret.has_suite", "dim_metric.is_there"}


def test_a_folder_without_a_manifest_does_not_pass(tmp_path: Path) -> None:
    validation = validate(tmp_path, today=TODAY)
    assert validation["passed"] is False
    assert status_of(validation, "candidate.manifest") == "error"


def test_an_empty_suite_does_not_pass(tmp_path: Path) -> None:
    folder = small(tmp_path, lambda c: None)
    validation = validate(folder, suites={"dim_language": Suite("dim_language", ())}, today=TODAY)
    assert validation["passed"] is False
    assert not_passed(validation) == {"dim_language.has_rules"}


def test_a_raising_expectation_is_an_error(tmp_path: Path) -> None:
    broken = Rule(
        "dim_language.broken",
        "Sääntö, joka kaatuu.",
        "A rule that raises.",
        "Testi",
        "Test",
        (Expectation("language_code", "ExpectNothingOfTheKind", {"column": "language_code"}),),
        severity_code="warning",
    )
    unreadable = Rule(
        "dim_language.unreadable",
        "Sääntö, jonka lauseke on rikki.",
        "A rule with a broken pattern.",
        "Testi",
        "Test",
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
    folder = small(tmp_path, lambda c: None)
    validation = validate(folder, suites={"dim_language": suite}, today=TODAY)
    assert validation["passed"] is False
    assert not_passed(validation) == {"dim_language.broken", "dim_language.unreadable"}
    # A warning that could not be checked holds the release back like a blocking rule.
    errors = [r for r in validation["results"] if r["status_code"] == "error"]
    assert {r["severity_code"] for r in errors} == {"blocking"}


def test_warnings_and_information_do_not_hold_a_release_back(tmp_path: Path) -> None:
    # Six people at 20 and six at 40: mean 30, 45.2 from the only reference 75.2.
    def stray(content: fixture.Rows) -> None:
        level = content["fct_indicator_level"][0]
        level.update(score_sum=Decimal(360), score_square_sum=Decimal(12000))
        content["dim_language"][0]["language_name_sv"] = None

    content = fixture.rows()
    stray(content)
    validation = validate(fixture.write(tmp_path, content), today=date(2024, 3, 1))
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
def test_ends_that_mostly_lack_their_start_are_a_warning(tmp_path, ends, starts, warned) -> None:
    content = fixture.rows()
    row = content["fct_indicator_level"][0]
    # Everybody at 70 and one each at 60 and 80: n * 4900 + 200.
    for stratum, count in (("end_only", ends), ("start_only", starts)):
        if count:
            sums = {"score_sum": Decimal(70 * count), "score_square_sum": Decimal(4900 * count + 200)}  # fmt: skip
            content["fct_indicator_level"].append(
                row | {"pairing_status_code": stratum, "person_count": count} | sums
            )
    validation = validate(fixture.write(tmp_path, content), today=TODAY)
    status = status_of(validation, "fct_indicator_level.ends_meet_starts")
    assert status == ("fail" if warned else "pass")
    [result] = [r for r in validation["results"] if r["rule_id"].endswith(".ends_meet_starts")]
    assert result["severity_code"] == "warning"


@pytest.mark.parametrize(
    "text",
    [
        "131052-308T",  # the example of the population register: 131052308 mod 31 = 25 -> T
        "hetu 131052-308t.",
        "010594Y9032",  # 010594903 mod 31 = 2 -> 2, one of the century signs taken up in 2023
        "kirjoita paja@esimerkki.fi",
        "soita +358 40 123 4567",
        "040-1234567",
        "09 123 4567",
    ],
)
def test_personal_data_are_recognised(text: str) -> None:
    assert looks_personal(text)


@pytest.mark.parametrize(
    "text",
    [
        "131052-308U",  # the wrong check character
        "2024-01-01",
        "asteikko 0-100, n=395",
        "J. Human Development and Capabilities 23(3), 400–424",
        "doi 10.1080/19452829.2022.2118702",
        "0405060708090a",
        "21 hyvinvointialuetta",
        "20250101",
    ],
)
def test_ordinary_texts_are_not_personal_data(text: str) -> None:
    assert not looks_personal(text)


def test_sums_of_ten_million_people_can_be_judged(tmp_path: Path) -> None:
    """The widest the published columns must hold: every relational rule on them is answered."""
    content = fixture.rows()
    tables = ("fct_indicator_change", "fct_indicator_level", "fct_indicator_change_by_background")
    for row in (row for table in tables for row in content[table]):
        times = 10_000_000 // row.get("pair_count", row.get("person_count"))
        row |= {c: v * times for c, v in row.items() if c.endswith(("_sum", "_count"))}
    files = CandidateFiles(fixture.write(tmp_path, content, {}), TODAY)
    rules = [rule for table in tables for rule in suites.load()[table].rules]
    counted = {r.rule_id: [files.count(c.query) for c in r.checks if isinstance(c, SqlCheck)] for r in rules}  # fmt: skip
    for table in tables:
        assert counted[f"{table}.scores_differ"] == counted[f"{table}.scores_possible"] == [0]
