"""Every rule of the release as a whole can fail: beside the one in use, a year before, its deliveries.

The candidate is the tiny one, with a year before it; the release in use has the same rows. Numbers
are worked out in the comments; shares and limits are those of core/thresholds.py as shipped.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from expectations import suites
from expectations.contracts import contract
from expectations.gate.validate import validate
from tests.unit import candidate_fixture as fixture
from tests.unit.gate import judging

RULES = {rule.rule_id: rule for rule in suites.load()[suites.RELEASE].rules}
PREVIOUS = ("dim_service", "fct_governance_metric", "fct_indicator_change", "fct_indicator_level",
            "fct_response_coverage")  # fmt: skip


@dataclass
class Case:
    """A candidate, the release in use, and what else there is beside them."""

    now: fixture.Rows
    before: fixture.Rows
    beside: fixture.Rows


def _delivery(code: str, **values: Any) -> dict[str, Any]:
    usual = {
        "delivery_code": code,
        "sender_code": "ngo",
        "questionnaire_code": "inclusion_survey",
        "form_code": "webropol",
        "status_code": "accepted",
        "is_new": False,
        "is_about_people": True,
        "read_count": 40,
        "used_count": 36,
        "unaccounted_count": 0,
        "repair_count": 0,
        "blocked_count": 0,
        "landed_on": date(2025, 1, 8),
    }
    return usual | values


def sound() -> Case:
    """Twelve single forms and twelve pairs in 2024H2 and in 2023H2; two deliveries, one new.

    The second wave of the county survey has as many answers as the first.
    """
    now = fixture.rows()
    year_before = copy.deepcopy(now["dim_period"][-1]) | {
        "period_key": 20232, "period_code": "2023H2", "period_year": 2023,
        "start_date": date(2023, 7, 1), "end_date": date(2023, 12, 31),
    }  # fmt: skip
    now["dim_period"].insert(0, year_before)
    later = {"period_key": 20242, "date_key": 20240701}
    level = now["fct_indicator_level"][0]
    now["fct_indicator_level"] = [level | later, level | {"period_key": 20232}]
    pairs = now["fct_indicator_change"][0]
    now["fct_indicator_change"] = [pairs, pairs | {"period_key": 20232}]
    wave = now["fct_governance_metric"][0]
    now["fct_governance_metric"] = [
        wave | {"wave_code": "2022", "period_key": 20232},
        wave | {"wave_code": "2023", "period_key": 20242},
    ]
    now["fct_answer_distribution"] = [r | later for r in now["fct_answer_distribution"]]
    coverage = now["fct_response_coverage"][0] | {
        "paired_count": 60, "start_only_count": 40,
        "follow_up_code": "lost_to_follow_up", "coverage_status_code": "complete",
    }  # fmt: skip
    now["fct_response_coverage"] = [coverage | {"period_key": 20232}, coverage | later]
    beside = {
        "deliveries": [_delivery("aaa"), _delivery("bbb", is_new=True)],
        # 36 forms of two deliveries.
        "forms": [
            {"questionnaire_code": "inclusion_survey", "indicator_key": 1001, "fate_code": fate}
            | {"form_count": count}
            for fate, count in (("published", 70), ("repeated", 2))
        ],
        "cells": [
            {"indicator_key": 1001, "pairing_status_code": "paired", "member_count": 24},
            {"indicator_key": 1001, "pairing_status_code": "single", "member_count": 24},
        ],
    }
    return Case(now, copy.deepcopy(now), beside)


def _judge(folder: Path, case: Case) -> judging.Validation:
    schemas = contract.load()
    beside = {name: pa.Table.from_pylist(rows) for name, rows in case.beside.items() if rows}
    beside |= {
        f"previous_{name}": pa.Table.from_pylist(case.before[name], schemas[name].schema)
        for name in PREVIOUS
    }
    return validate(
        fixture.write(folder, case.now),
        suites={suites.RELEASE: suites.load()[suites.RELEASE]},
        today=judging.TODAY,
        thresholds=judging.THRESHOLDS,
        beside=beside,
    )


def _of_release(validation: judging.Validation, *statuses: str) -> set[str]:
    return judging.with_status(validation, *statuses) & set(RULES)


# What is done to the sound case, by the rule that has to notice it.


def volume_kept(case: Case) -> None:
    # 17 before, 12 now: 12 < 0.7 * 17 = 11.9 is false, so 17 passes; 18: 12 < 12.6.
    case.before["fct_indicator_level"][0]["person_count"] = 18


def coverage_kept(case: Case) -> None:
    earlier = case.before["fct_indicator_change"][0] | {"period_key": 20241, "date_key": 20240101}
    case.before["fct_indicator_change"].append(earlier)


def answers_kept(case: Case) -> None:
    # 23 now; 23 < 0.7 * 33 = 23.1.
    case.before["fct_governance_metric"][1]["answered_count"] = 33


def attrition_steady(case: Case) -> None:
    # 40 of 100 were without an end; now 56 of 100, in both cohorts.
    for row in case.now["fct_response_coverage"]:
        row.update(paired_count=44, start_only_count=56)


def season_volume(case: Case) -> None:
    # 12 single forms now; a year before 25, of which half are 12.5. The cells agree: 12 + 25.
    for rows in (case.now, case.before):
        rows["fct_indicator_level"][1].update(person_count=25, score_sum=Decimal(1750))
    case.beside["cells"][1]["member_count"] = 37


def wave_volume(case: Case) -> None:
    # 23 in the newest wave; 47 in the one before, of which half are 23.5.
    for rows in (case.now, case.before):
        rows["fct_governance_metric"][0]["answered_count"] = 47


def near_own_history(case: Case) -> None:
    # A mean of 96 now and of 70 a year before: 26 of 100.
    for rows in (case.now, case.before):
        rows["fct_indicator_level"][0]["score_sum"] = Decimal(12 * 96)


def mostly_answered(case: Case) -> None:
    # 1 + 4 answers, 7 of 12 left the question out.
    for row, count in zip(case.now["fct_answer_distribution"][:3], (1, 4, 7), strict=True):
        row["answer_count"] = count


def refusals_few(case: Case) -> None:
    # Two of six: a third.
    case.beside["deliveries"] += [
        *(_delivery(f"new{n}", is_new=True, used_count=0) for n in range(3)),
        *(_delivery(f"bad{n}", is_new=True, status_code="refused") for n in range(2)),
    ]


def repairs_usual(case: Case) -> None:
    # 21 cells of 40 forms, and none before.
    case.beside["deliveries"][1]["repair_count"] = 21


def fresh(case: Case) -> None:
    # The newest half-year ends on 31 December 2024; 401 days later it is 5 February 2026.
    case.beside["deliveries"][1]["landed_on"] = date(2026, 2, 5)


def indicators_scored(case: Case) -> None:
    case.beside["deliveries"][1]["blocked_count"] = 1


def rows_accounted(case: Case) -> None:
    case.beside["deliveries"][1]["unaccounted_count"] = 1


def forms_add_up(case: Case) -> None:
    case.beside["forms"][0]["form_count"] = 69


def cells_add_up(case: Case) -> None:
    case.beside["cells"][0]["member_count"] = 23


CHANGES: dict[str, Callable[[Case], None]] = {
    f"release.{change.__name__}": change
    for change in (
        volume_kept, coverage_kept, answers_kept, attrition_steady, season_volume, wave_volume,
        near_own_history, mostly_answered, refusals_few, repairs_usual, fresh, indicators_scored,
        rows_accounted, forms_add_up, cells_add_up,
    )
}  # fmt: skip


def test_every_rule_of_the_release_has_a_change_that_breaks_it() -> None:
    assert set(CHANGES) == set(RULES)


def test_the_sound_case_breaks_none_of_them(tmp_path: Path) -> None:
    assert _of_release(_judge(tmp_path, sound()), "pass") == set(RULES)


@pytest.mark.parametrize("rule_id", CHANGES)
def test_a_change_breaks_exactly_its_rule_and_names_where(rule_id: str, tmp_path: Path) -> None:
    case = sound()
    CHANGES[rule_id](case)
    validation = _judge(tmp_path, case)
    assert _of_release(validation, "fail", "error") == {rule_id}
    (result,) = (r for r in validation["results"] if r["rule_id"] == rule_id)
    assert result["status_code"] == "fail"
    assert result["keys"]
    named = {name for key in result["keys"] for name in key}
    assert not {name for name in named if name.endswith(("_count", "_sum", "_share"))}
    assert bool(result["threshold"]) == bool(RULES[rule_id].threshold)


def test_a_form_of_unknown_fate_does_not_add_up(tmp_path: Path) -> None:
    case = sound()
    case.beside["forms"][1]["fate_code"] = "unexplained"
    assert _of_release(_judge(tmp_path, case), "fail") == {"release.forms_add_up"}


def test_what_is_merged_now_is_not_compared_with_a_service_of_the_year_before(
    tmp_path: Path,
) -> None:
    case = sound()
    season_volume(case)
    service = case.now["dim_service"][1]
    case.now["dim_service"].append(
        service | {"service_key": 12, "service_code": "merged", "is_merged": True, "service_count": 2}
        | {"covers_codes": "lahti_workshop; sysma_workshop"}
    )  # fmt: skip
    for table in ("fct_indicator_level", "fct_indicator_change"):
        case.now[table][0]["service_key"] = 12
    assert _of_release(_judge(tmp_path, case), "fail", "error") == set()


def test_without_anything_to_compare_with_no_rule_of_the_release_applies_to_it(
    tmp_path: Path,
) -> None:
    validation = validate(
        fixture.write(tmp_path, sound().now),
        suites={suites.RELEASE: suites.load()[suites.RELEASE]},
        thresholds=judging.THRESHOLDS,
    )
    needing = {rule_id for rule_id, rule in RULES.items() if rule.needs}
    assert _of_release(validation, "not_applicable") == needing
    assert _of_release(validation, "pass") == set(RULES) - needing


def test_few_of_the_rules_warn_and_none_of_them_repeats_a_number_of_people(tmp_path: Path) -> None:
    warnings = {rule_id for rule_id, rule in RULES.items() if rule.severity_code == "warning"}
    assert len(warnings) == 10
    case = sound()
    case.now["fct_indicator_level"][0].update(person_count=7, score_sum=Decimal(490))
    case.beside["cells"][1]["member_count"] = 4321
    written = json.dumps(_judge(tmp_path, case)["results"])
    assert "4321" not in written
