"""Facts for the draft quality description, read from the candidate and the ledger.

Belongs here: collecting them; every number is a published one. Does not belong here: how the
description reads (expectations/report/quality_description).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from expectations.report.quality_description import Facts
from orchestration.intake.declared_inputs import Declared
from orchestration.intake.ledger import accepted
from orchestration.release.quality_facts import Row, distinct, names_of, rows_of, waves

# Tables of figures about people, each with a half-year, an area or service and an indicator.
_ABOUT_PEOPLE = ("fct_indicator_level", "fct_indicator_change")


def of_candidate(declared: Declared) -> Facts:
    """The facts of the candidate of a root."""
    folder = declared.root.candidate
    reports = rows_of(
        folder, "rpt_governance_metric", "metric_name_fi", "is_comparable", "is_series_break"
    )
    return Facts(
        questionnaires=_questionnaires(folder),
        periods=_periods(folder),
        counties=_counties(folder),
        indicators=_indicators(folder),
        follow_up=_follow_up(folder),
        waves=waves(folder),
        references=_references(folder),
        not_comparable=_named(one for one in reports if not one["is_comparable"]),
        broken_series=_named(one for one in reports if one["is_series_break"]),
        latest_landed=_latest_landed(declared),
        closes_after_days=declared.settings.period_closes_after_days,
    )


def _questionnaires(folder: Path) -> list[Row]:
    """Questionnaires that any fact has a row of."""
    names = names_of(
        folder, "dim_questionnaire", "questionnaire_key", "questionnaire_title_fi", "subject_code"
    )
    used = {
        key
        for file in sorted(folder.glob("fct_*.parquet"))
        for key in distinct(folder, file.stem, "questionnaire_key")
    }
    used |= _of_indicators(folder)
    return sorted(
        (
            {
                "title": names[key]["questionnaire_title_fi"],
                "is_about_people": names[key]["subject_code"] == "person",
            }
            for key in used & set(names)
        ),
        key=lambda one: (not one["is_about_people"], one["title"]),
    )


def _of_indicators(folder: Path) -> set[Any]:
    """Questionnaires of the indicators with figures: those facts name the indicator only."""
    codes = names_of(folder, "dim_questionnaire", "questionnaire_key", "questionnaire_code")
    by_code = {row["questionnaire_code"]: key for key, row in codes.items()}
    of = names_of(folder, "dim_indicator", "indicator_key", "questionnaire_code")
    return {
        by_code.get(of[key]["questionnaire_code"]) for key in _used(folder, "indicator_key", of)
    }


def _periods(folder: Path) -> list[Row]:
    named = names_of(folder, "dim_period", "period_key", "period_name_fi", "is_closed")
    return [
        {"name": named[key]["period_name_fi"], "is_closed": named[key]["is_closed"]}
        for key in sorted(_used(folder, "period_key", named))
    ]


def _counties(folder: Path) -> list[str]:
    rows = rows_of(folder, "rpt_indicator_change", "level", "name_fi")
    return sorted({row["name_fi"] for row in rows if row["level"] == "county"})


def _indicators(folder: Path) -> list[Row]:
    named = names_of(
        folder, "dim_indicator", "indicator_key", "indicator_name_fi", "item_count", "min_answered",
        "reliability_alpha", "reliability_source", "indicator_order", "questionnaire_code",
    )  # fmt: skip
    used = [named[key] for key in _used(folder, "indicator_key", named)]
    used.sort(key=lambda one: (one["questionnaire_code"], one["indicator_order"]))
    return [
        {
            "name": one["indicator_name_fi"],
            "item_count": one["item_count"],
            "min_answered": one["min_answered"],
            "alpha": one["reliability_alpha"],
            "source": one["reliability_source"],
        }
        for one in used
    ]


def _follow_up(folder: Path) -> list[Row]:
    columns = (
        "period_key", "region_key", "indicator_key", "paired_count", "start_only_count",
        "follow_up_code",
    )  # fmt: skip
    period = names_of(folder, "dim_period", "period_key", "period_name_fi")
    region = names_of(folder, "dim_region", "region_key", "region_name_fi")
    indicator = names_of(folder, "dim_indicator", "indicator_key", "indicator_name_fi")
    found = [
        row
        for row in rows_of(folder, "fct_response_coverage", *columns)
        if row["paired_count"] is not None and row["start_only_count"] is not None
    ]
    found.sort(key=lambda row: tuple(str(row[column]) for column in columns))
    return [
        {
            "period": period.get(row["period_key"], {}).get("period_name_fi"),
            "county": region.get(row["region_key"], {}).get("region_name_fi"),
            "indicator": indicator.get(row["indicator_key"], {}).get("indicator_name_fi"),
            "share": row["paired_count"] / (row["paired_count"] + row["start_only_count"]),
            "is_open": row["follow_up_code"] != "lost_to_follow_up",
        }
        for row in found
        if row["paired_count"] + row["start_only_count"]
    ]


def _references(folder: Path) -> list[Row]:
    columns = (
        "indicator_key", "reference_code", "population_fi", "reference_year", "reference_mean",
        "source_text",
    )  # fmt: skip
    used = _used(folder, "indicator_key")
    rows = rows_of(folder, "fct_indicator_reference", *columns)
    rows.sort(key=lambda row: (row["indicator_key"], row["reference_code"]))
    return [
        {
            "population": row["population_fi"],
            "year": row["reference_year"],
            "mean": row["reference_mean"],
            "source": row["source_text"],
        }
        for row in rows
        if row["indicator_key"] in used
    ]


def _latest_landed(declared: Declared) -> date | None:
    landed = [record.landed_at_ns for record in accepted(declared.records)]
    return datetime.fromtimestamp(max(landed) / 1e9, UTC).date() if landed else None


def _named(rows: Iterable[Row]) -> list[str]:
    return sorted({row["metric_name_fi"] for row in rows})


def _used(folder: Path, key: str, among: Iterable[Any] | None = None) -> set[Any]:
    """Keys that a table of figures about people has, of those that a dimension knows."""
    used = {one for table in _ABOUT_PEOPLE for one in distinct(folder, table, key)}
    return used if among is None else used & set(among)
