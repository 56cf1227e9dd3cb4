"""Metrics of officials beside the reference: every number from the answers alone.

Belongs here: what a metric is, without the code under test. Does not belong here: the answers
(officials), or people (facts, reports).
"""

from __future__ import annotations

import math
import statistics
from fractions import Fraction
from typing import Any

from tests.reckoning.officials import FTE, METRICS, OPTIONS, SETS, Answered
from tests.reckoning.reference import rounded
from tests.reckoning.release import Compared, Release


def compare(release: Release, answered: list[Answered], compared: Compared) -> None:
    """Every row of the reported metrics, and that there is no other."""
    codes = {row["metric_key"]: row for row in release.rows("dim_metric")}
    rows = {}
    for row in release.rows("rpt_governance_metric"):
        metric = codes[row["metric_key"]]
        if metric["questionnaire_code"] == "officials":
            option = release.options.get(row["option_key"], "none")
            rows[row["wave_code"], metric["metric_code"], option] = row
    wanted = {
        (wave, code, option): _reckoned(answered, wave, code, option)
        for wave in ("2023", "2025")
        for code, (question, kind, *_) in METRICS.items()
        for option in (OPTIONS[question] if kind == "distribution" else ["none"])
    }
    compared.equal("metric rows", str(sorted(rows)), str(sorted(wanted)), "officials")
    for where, numbers in wanted.items():
        for column, value in numbers.items():
            found = rows.get(where, {}).get(column)
            compared.equal(f"metric.{column}", found, value, where, 1e-6)


def _speaking(answered: list[Answered], wave: str, code: str) -> list[Answered]:
    """Whose answers are counted: those of the set, of an area the latest that answered."""
    question, _, unit, areas, *_ = METRICS[code]
    of_wave = [one for one in answered if one.wave == wave and one.area in SETS[areas]]
    if unit == "respondent":
        return of_wave
    best: dict[str, Answered] = {}
    for one in sorted(of_wave, key=lambda one: (one.is_given(question), one.at)):
        best[one.area] = one
    return list(best.values())


def _measured(some: list[Answered], code: str, option: str) -> dict[str, Any]:
    """Numerator, denominator and value over these forms."""
    question, kind, _, _, base, counts = METRICS[code]
    counted = [one for one in some if base == "asked" or one.is_given(question)]
    numbers = [pair for one in counted if (pair := _number(one, question)) is not None]
    exact = all(low == high for low, high in numbers)
    found: dict[str, Any] = {"denominator": len(counted), "numerator": None, "metric_value": None}
    if kind in ("share", "distribution"):
        found["numerator"] = sum(_counts(one, question, counts, option) for one in counted)
        found["metric_value"] = found["numerator"] / len(counted) if counted else None
    elif kind == "selected":
        found["numerator"] = found["metric_value"] = sum(
            len(one.answers[question]) for one in counted
        )
    elif numbers:
        ends = [_summary(kind, [pair[end] for pair in numbers]) for end in (0, 1)]
        found["value_low"] = ends[0]
        found["value_high"] = None if math.isinf(ends[1]) else ends[1]
        found["metric_value"] = ends[0] if ends[0] == ends[1] else None
        if kind in ("mean", "sum") and exact:
            found["numerator"] = sum(low for low, _ in numbers)
    return found


def _reckoned(answered: list[Answered], wave: str, code: str, option: str) -> dict[str, Any]:
    question, kind, unit, areas, *_ = METRICS[code]
    found = _measured(_speaking(answered, wave, code), code, option)
    # Everybody who answered, also where another form speaks for the area.
    given = [one.area for one in answered if one.wave == wave and one.area in SETS[areas] and one.is_given(question)]  # fmt: skip
    found |= {"answered_count": len(given), "area_count": len(set(given))}
    if kind in ("share", "distribution") and found["denominator"]:
        percent = rounded(Fraction(100 * found["numerator"], found["denominator"]), 1)
        said = f"{percent:.1f}".replace(".", ",")
        found["value_text_fi"] = f"{found['numerator']}/{found['denominator']} = {said} %"
    if wave == "2025" and unit == "area":
        found |= _change(answered, code, option)
    return found


def _change(answered: list[Answered], code: str, option: str) -> dict[str, Any]:
    """The change among the areas that are in the denominators of both waves."""
    question, _, _, _, base, _ = METRICS[code]
    waves = [_speaking(answered, wave, code) for wave in ("2023", "2025")]
    inside = [{one.area for one in forms if base == "asked" or one.is_given(question)} for forms in waves]  # fmt: skip
    panel = inside[0] & inside[1]
    before, now = (_measured([one for one in forms if one.area in panel], code, option)["metric_value"] for forms in waves)  # fmt: skip
    if before is None or now is None:
        return {"change_value": None, "panel_count": None}
    return {"change_value": now - before, "panel_count": len(panel)}


def _number(one: Answered, question: str) -> tuple[float, float] | None:
    if question == "fte":
        return FTE[one.answers["fte"]]
    return (float(one.answers[question]),) * 2 if one.is_given(question) and question == "rating" else None  # fmt: skip


def _counts(one: Answered, question: str, counts: dict[str, Any], option: str) -> bool:
    answer = one.answers[question]
    if option != "none":
        return option in answer if isinstance(answer, list) else answer == option
    if question == "fte":
        pair = FTE[answer]
        return pair is not None and (
            pair[0] >= counts.get("at_least", pair[0])
            and pair[1] <= counts.get("at_most", pair[1])
            and ("below" not in counts or pair[1] < counts["below"])
        )
    return answer in [*counts.get("options", []), *counts.get("missing", [])]


def _summary(kind: str, numbers: list[float]) -> float:
    named = {"mean": statistics.fmean, "median": statistics.median, "sum": sum, "max": max}
    return float(named[kind](numbers))
