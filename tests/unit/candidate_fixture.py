"""A tiny, valid candidate, written by hand: every published table, a few rows each.

Belongs here: rows whose sums are worked out on paper (see the comments). Tests change a copy of
`rows()` and write it with `write`.
"""

from __future__ import annotations

import hashlib
import json
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from expectations.contracts import contract

Rows = dict[str, list[dict[str, Any]]]


def _named(prefix: str, fi: str | None, sv: str | None, en: str | None) -> dict[str, Any]:
    return {f"{prefix}_fi": fi, f"{prefix}_sv": sv, f"{prefix}_en": en}


def _period(half: int) -> dict[str, Any]:
    name = f"2024H{half}"
    return {
        "period_key": 20240 + half,
        "period_code": name,
        **_named("period_name", name, name, name),
        "period_year": 2024,
        "half_year": half,
        "start_date": date(2024, 1 if half == 1 else 7, 1),
        "end_date": date(2024, 6, 30) if half == 1 else date(2024, 12, 31),
        "is_closed": True,
    }


def _day(day: date) -> dict[str, Any]:
    return {
        "date_key": day.year * 10000 + day.month * 100 + day.day,
        "full_date": day,
        "calendar_year": day.year,
        "quarter_number": (day.month + 2) // 3,
        "month_number": day.month,
        **_named("month_name", "kuukausi", "månad", "month"),
        "period_key": day.year * 10 + (1 if day.month <= 6 else 2),
    }


def _place(key: int, name: str, region: str) -> dict[str, Any]:
    return {
        "municipality_key": key,
        "municipality_code": f"{key:03d}" if key else "unknown",
        **_named("municipality_name", name, name, name),
        "region_code": region,
        "region_name_fi": "Päijät-Häme" if key else "Ei tiedossa",
        "valid_from_year": 2022,
        "valid_to_year": 2026,
    }


def _service(key: int, code: str, name: str, municipality: str) -> dict[str, Any]:
    return {
        "service_key": key,
        "service_code": code,
        **_named("service_name", name, name, name),
        "service_type_code": "workshop",
        **_named("service_type_name", "Työpaja", "Verkstad", "Workshop"),
        "organisation_name": "Testijärjestö",
        "sector_code": "ngo",
        **_named("sector_name", "Järjestö", "Organisation", "NGO"),
        "municipality_key": 398 if key else 0,
        "municipality_code": municipality,
        **_named("municipality_name", *(3 * ["Lahti" if key else "Ei tiedossa"])),
        "region_key": 9 if key else 0,
        "region_code": "09" if key else "unknown",
        **_named("region_name", *(3 * ["Päijät-Häme" if key else "Ei tiedossa"])),
        "is_merged": False,
        "service_count": 1,
        "covers_codes": code,
        **_named("covers", name, name, name),
        "sender_count": 1 if key else None,
    }


def _question(key: int, survey: str, code: str, kind: str) -> dict[str, Any]:
    return {
        "question_key": key,
        "questionnaire_code": survey,
        "question_code": code,
        "question_order": key,
        "question_type": kind,
        **_named("question_text", f"Kysymys {key}", f"Fråga {key}", f"Question {key}"),
        "is_official": True,
        "publish_code": "distribution",
        "note_method_fi": None,
        "note_method_en": None,
    }


def _option(question: dict[str, Any], number: int, code: str) -> dict[str, Any]:
    return {
        "option_key": question["question_key"] * 10 + number,
        "questionnaire_code": question["questionnaire_code"],
        "question_code": question["question_code"],
        "option_code": code,
        "option_order": number,
        **_named("option_label", code, code, code),
        "is_missing": code == "no_answer",
    }


def _of_log(what: str, key: int, code: str) -> dict[str, Any]:
    prefix = f"activity_{what}"
    return {
        f"{prefix}_key": key,
        "questionnaire_code": "visit_log" if key else "unknown",
        f"{prefix}_code": code,
        f"{prefix}_order": min(key, 1),
        **_named(f"{prefix}_name", code, code, code),
    }


_KEYS = {
    "period_key": 20241,
    "date_key": 20240101,
    "region_key": 9,
    "municipality_key": 398,
    "service_key": 11,
    "questionnaire_key": 1,
}
_OPEN = {
    "period_key": 20241,
    "date_key": 20240101,
    "questionnaire_key": 1,
    "question_key": 103,
}
_SCALE = _question(101, "inclusion_survey", "esis_01", "scale")
_MULTI = _question(102, "inclusion_survey", "help", "multi")
_MET = _question(103, "inclusion_survey", "met", "single")
_SINGLE = _question(201, "county_survey", "coordinator", "single") | {"publish_code": "area"}
_NO_OPTION = {
    "option_key": 0,
    **{f"{what}_code": "none" for what in ("questionnaire", "question", "option")},
    "option_order": 0,
    **_named("option_label", "Koko kysymys", "Hela frågan", "The whole question"),
    "is_missing": False,
}
_WAVE = {"period_key": 20241, "date_key": 20240101, "wave_code": "2023", "questionnaire_key": 2}
# 21 of the 22 areas that answered; 23 respondents did.
_METRIC = {
    **_WAVE,
    "metric_key": 2001,
    "area_set_key": 22,
    "numerator": Decimal(21),
    "denominator": 22,
    "answered_count": 23,
    "area_count": 22,
    "metric_value": 21 / 22,
    "option_key": 0,
    "value_low": None,
    "value_high": None,
}
_REPORT = {
    **_METRIC,
    **_named("questionnaire_title", "county_survey", "county_survey", "county_survey"),
    **_named("metric_name", "Koordinaattori", "Koordinator", "Coordinator"),
    **_named("option_label", "Koko kysymys", "Hela frågan", "The whole question"),
    **_named("area_set_name", "22 aluetta", "22 områden", "22 areas"),
    **_named("principle_name", "Ei periaatetta", "Ingen princip", "No principle"),
    "kind_code": "share",
    "unit_code": "area",
    "area_set_count": 22,
    **_named("value_text", "21/22 = 95,5 %", "21/22 = 95,5 %", "21/22 = 95.5 %"),
    "rank_number": None,
    "previous_wave_code": None,
    "change_value": None,
    "panel_count": None,
    **_named("note_change", None, None, None),
    "is_series_break": False,
    "note_break_fi": None,
    "note_break_en": None,
    "is_comparable": True,
    "note_comparability_fi": None,
    "note_comparability_en": None,
    "source_text": "Testi",
    "note_fi": None,
    "note_en": None,
}
_AGREED = _question(301, "visit_log", "agreed", "multi")
_ACTIVITY = {"activity_key": 7001, "activity_kind_key": 3001, "questionnaire_key": 3}


def _answers(question_key: int, counts: list[int], answered: int) -> list[dict[str, Any]]:
    return [
        _KEYS
        | {"indicator_key": 1001, "question_key": question_key}
        | {"option_key": question_key * 10 + number}
        | {"pairing_status_code": "single", "phase_code": "single", "answer_count": count}
        # The last option is no_answer.
        | {"answered_count": answered, "selected_count": sum(counts[:-1]), "person_count": 12}
        for number, count in enumerate(counts, start=1)
    ]


_EVERYBODY = {"indicator_key": 0, "person_count": 24}
_NOT_BY_LANGUAGE = {"region_key", "municipality_key", "service_key", "indicator_key"}


def dimensions() -> Rows:
    """The dimensions, one or two members each and Unknown where facts need it."""
    days = [_day(date(2024, 1, 1) + timedelta(days=n)) for n in range(366)]
    surveys = (
        ("inclusion_survey", "person"),
        ("county_survey", "organisation"),
        ("visit_log", "organisation"),
    )
    return {
        "dim_period": [_period(1), _period(2)],
        "dim_date": days,
        "dim_region": [
            {"region_key": 0, "region_code": "unknown"}
            | _named("region_name", "Tuntematon", "Okänd", "Unknown")
            | {"region_type_code": "unknown"},
            {"region_key": 9, "region_code": "09"}
            | _named("region_name", "Päijät-Häme", "Päijänne-Tavastland", "Päijät-Häme")
            | {"region_type_code": "county"},
        ],
        "dim_municipality": [_place(0, "Tuntematon", "unknown"), _place(398, "Lahti", "09")],
        "dim_service": [
            _service(0, "unknown", "Tuntematon", "unknown"),
            _service(11, "lahti_workshop", "Lahden paja", "398"),
        ],
        "dim_language": [
            {"language_key": 2, "language_code": "ar+sv"}
            | _named("language_name", "Muut kielet: arabia, ruotsi", "Övriga", "Other languages"),
            {"language_key": 1, "language_code": "fi"}
            | _named("language_name", "suomi", "finska", "Finnish"),
        ],
        "dim_background": [
            {"background_key": 3001, "questionnaire_code": "inclusion_survey"}
            | {"background_code": "start_period", "category_code": "20241", "category_order": 1}
            | _named("background_name", "Aloitus", "Start", "Start")
            | _named("category_name", "2024H1", "2024H1", "2024H1")
            | _named("covers", "2024H1", "2024H1", "2024H1")
            | {"is_merged": False}
        ],
        "dim_questionnaire": [
            {"questionnaire_key": key, "questionnaire_code": code, "subject_code": subject}
            | _named("questionnaire_title", code, code, code)
            for key, (code, subject) in enumerate(surveys, start=1)
        ],
        "dim_question": [_SCALE, _MULTI, _SINGLE, _AGREED, _MET],
        "dim_option": [
            _NO_OPTION,
            *(
                _option(question, number, code)
                for question in (_SCALE, _MULTI, _SINGLE, _AGREED, _MET)
                for number, code in enumerate(("1", "5", "no_answer"), start=1)
            ),
        ],
        "dim_indicator": [
            {"indicator_key": 0, "family_key": 0, "questionnaire_code": "unknown"}
            | {"indicator_code": "none", "indicator_order": 0}
            | _named("indicator_name", "Ei mittaria", "Ingen indikator", "No indicator")
            | {"score_low": None, "score_high": None, "item_count": 0, "min_answered": 0}
            | {"higher_is": "unknown", "reliability_alpha": None, "reliability_source": None}
            | {"reliability_start_sd": None, "low_class_below": None, "low_class_source": None}
            | _named("low_class_name", None, None, None),
            {"indicator_key": 1001, "family_key": 1001, "questionnaire_code": "inclusion_survey"}
            | {"indicator_code": "inclusion", "indicator_order": 1}
            | _named("indicator_name", "Osallisuus", "Delaktighet", "Inclusion")
            | {"score_low": Decimal(0), "score_high": Decimal(100), "item_count": 10}
            | {"min_answered": 8, "higher_is": "better"}
            | {"reliability_alpha": Decimal("0.89"), "reliability_source": "Leemann et al. 2022"}
            | {"reliability_start_sd": None}
            | {"low_class_below": Decimal(50), "low_class_source": "THL 2023"}
            | _named("low_class_name", "Erittäin heikko", "Mycket svag", "Very weak"),
        ],
        "dim_area_set": [
            {"area_set_key": n, "area_set_code": f"counties_{n}", "area_count": n}
            | _named("area_set_name", f"{n} aluetta", f"{n} områden", f"{n} areas")
            for n in (21, 22, 23)
        ],
        "dim_metric": [
            {"metric_key": 2001, "questionnaire_code": "county_survey"}
            | {"metric_code": "named_coordinator", "metric_order": 1, "unit_code": "area"}
            | {"question_key": _SINGLE["question_key"]}
            | _named("metric_name", "Koordinaattori", "Koordinator", "Coordinator")
            | {"kind_code": "share", "denominator_code": "answered", "principle_code": "none"}
            | _named("principle_name", "Ei periaatetta", "Ingen princip", "No principle")
            | {"is_comparable": True, "note_comparability_fi": None, "note_comparability_en": None}
            | {"source_text": "Testi", "note_fi": None, "note_en": None}
        ],
        "dim_activity_kind": [_of_log("kind", 0, "unknown"), _of_log("kind", 3001, "results")],
        "dim_activity_place": [_of_log("place", 0, "unknown"), _of_log("place", 4001, "square")],
    }


# Start 50, 62.5, 70, 40, 85, 57.5; end 57.5, 60, 80, 52.5, 82.5, 65.
_PAIRS = {
    "pair_count": 6,
    "start_sum": Decimal(365),
    "end_sum": Decimal("397.5"),
    "change_sum": Decimal("32.5"),
}
_SQUARES = {
    "start_square_sum": Decimal("23437.5"),
    "end_square_sum": Decimal("27093.75"),
    "change_square_sum": Decimal("381.25"),
    "cross_sum": Decimal(25075),
}
_LATER = _KEYS | {"period_key": 20242, "date_key": 20240701, "indicator_key": 1001}
_COUNTY = {
    "period_key": 20241,
    "date_key": 20240101,
    "region_key": 9,
    "questionnaire_key": 1,
    "indicator_key": 1001,
}


def facts() -> Rows:
    """The facts. Sums are worked out by hand; the pairs are golden A of the reference values."""
    return {
        # 12 people: six at 60 and six at 80. Sum 6*60+6*80 = 840; squares 6*3600+6*6400 = 60000.
        "fct_indicator_level": [
            _KEYS
            | {"indicator_key": 1001, "pairing_status_code": "single", "person_count": 12}
            | {"score_sum": Decimal(840)}
        ],
        "fct_level_spread": [
            _KEYS
            | {"indicator_key": 1001, "pairing_status_code": "single", "person_count": 12}
            | {"spread_status_code": "number"}
            | {"score_sum": Decimal(840), "score_square_sum": Decimal(60000)}
        ],
        # In the second half-year everybody of golden A is there twice.
        "fct_indicator_change": [
            _LATER | {name: 2 * value for name, value in _PAIRS.items()},
            _KEYS | {"indicator_key": 1001} | _PAIRS,
        ],
        "fct_change_spread": [
            _LATER
            | {name: 2 * value for name, value in (_PAIRS | _SQUARES).items()}
            | {"spread_status_code": "number"}
        ],
        "fct_indicator_change_by_background": [_COUNTY | {"background_key": 3001} | _PAIRS],
        # SD of the doubled starts: sqrt((46875 - 730^2 / 12) / 11) = 14.9747; with alpha 0.89
        # 1.96 * sqrt(2) * 14.9747 * sqrt(0.11) = 13.7664, and the largest change is 12.5.
        "fct_change_direction": [
            _LATER
            | {"pair_count": 12, "improved_count": 0, "unchanged_count": 12, "declined_count": 0}
            | {"reliable_change": 13.7664}
            # Ends doubled: 54187.5 - 795^2 / 12 = 1518.75; 1.96 * sqrt((2466.67 + 1518.75) / 11 * 0.11).
            | {"improved_unequal_count": 0, "declined_unequal_count": 0}
            | {"reliable_change_unequal": 12.3735}
        ],
        "fct_response_coverage": [
            _COUNTY
            | {"paired_count": 6, "start_only_count": None}
            | {"follow_up_code": "awaiting_follow_up", "coverage_status_code": "partial"}
        ],
        "fct_indicator_suppressed": [
            _COUNTY
            | {"pairing_status_code": "end_only", "suppressed_from_code": "everything"}
            | {"suppressed_person_band": "few"}
        ],
        # The one service of the county has no published ends without a start.
        "fct_service_suppressed": [
            _COUNTY
            | {"municipality_key": 398, "service_key": 11, "pairing_status_code": "end_only"}
            | {"reason_code": "too_few", "published_service_key": 0}
            | _named(
                "reason_text", "Alle 5 vastaajaa", "Färre än 5 svarande", "Fewer than 5 people"
            )
        ],
        # Scale: 4 + 7 + 1 missing = 12. Multi: 10 people gave 6 + 8 choices, 2 gave none.
        # Everybody, with or without a score: 12 + 9 + 3 missing = 24.
        "fct_answer_distribution": [
            *_answers(101, [4, 7, 1], 11),
            *_answers(102, [6, 8, 2], 10),
            *(row | _EVERYBODY for row in _answers(103, [12, 9, 3], 21)),
        ],
        # Those 24 by language: 13 in Finnish, 11 in other languages.
        "fct_answer_by_language": [
            {name: row[name] for name in row if name not in _NOT_BY_LANGUAGE}
            | {"language_key": language, "person_count": sum(counts)}
            for language, counts in ((1, [7, 4, 2]), (2, [5, 5, 1]))
            for row in _answers(103, counts, sum(counts[:-1]))
        ],
        # Decided by a person: 12 people have the first theme, 8 the second, of 24 who answered.
        "fct_open_theme": [
            _OPEN
            | {"theme_code": code, "theme_order": number, **_named("theme_name", fi, sv, en)}
            | {"theme_status_code": "published" if band else "suppressed"}
            | {"theme_person_band": band, "read_person_band": "20-49"}
            for number, code, fi, sv, en, band in (
                (1, "friends", "Ystäviä", "Vänner", "Friends", "10-19"),
                (2, "skills", "Taitoja", "Färdigheter", "Skills", None),
            )
        ],
        "fct_open_summary": [
            _OPEN
            | {"summary_language_code": "fi", "summary_text": "Moni kertoi ystävistä."}
            | {"author_name": "Aino Arvioija", "written_date": date(2024, 2, 15)}
        ],
        "fct_change_condition": [
            _LATER
            | {"condition_code": "helped", "pair_count": 12}
            | {"mixed_count": 5, "condition_status_code": "number"}
        ],
        "fct_indicator_class": [
            _KEYS
            | {"indicator_key": 1001, "pairing_status_code": "single", "phase_code": "single"}
            | {"low_count": 0, "person_count": 12}
        ],
        "fct_governance_metric": [_METRIC],
        "fct_governance_answer": [
            _WAVE
            | {"region_key": 9, "question_key": 201, "option_key": 2011}
            | {"number_low": None, "number_high": None}
        ],
        "rpt_governance_metric": [_REPORT],
        "fct_indicator_reference": [
            {"indicator_key": 1001, "reference_code": "finland", "population_fi": "Aikuiset"}
            | {"population_en": "Adults", "reference_year": 2019}
            | {"reference_mean": Decimal("75.2"), "reference_count": None}
            | {
                "source_text": "FinSote 2019",
                "note_fi": "Eri väestö",
                "note_en": "Another population",
            }
            | {"is_drift_reference": True}
        ],
    }


_LAHTI = {
    "level": "service",
    "group_code": "lahti_workshop",
    **_named("name", "Lahden paja", "Verkstaden i Lahtis", "Workshop of Lahti"),
    "period_key": 20241,
    "period_code": "2024H1",
    "questionnaire_code": "inclusion_survey",
    "indicator_key": 1001,
    "indicator_code": "inclusion",
    "pair_count": 6,
}


def reports() -> Rows:
    """The reports: golden A, with an interval from a larger group; the lost to follow-up are few."""
    start_mean, change_mean = 365 / 6, 32.5 / 6
    change = {
        "service_key": 11,
        "region_key": 9,
        "municipality_key": 398,
        "date_key": 20240101,
        "questionnaire_key": 1,
        "covers_fi": "Lahden paja",
        "covers_sv": "Lahtis verkstad",
        "covers_en": "Workshop of Lahti",
        "start_mean": start_mean,
        "end_mean": 397.5 / 6,
        "change_mean": change_mean,
        "start_sd": None,
        "end_sd": None,
        "change_sd": None,
        "change_ci_low": -1.3,
        "change_ci_high": 12.1,
        "interval_basis_code": "wider",
        "exact_start_mean": None,
        "exact_end_mean": None,
        "exact_change_mean": None,
        "change_median": None,
        "effect_dz": None,
        "effect_dav": None,
        "effect_gav": None,
        "detectable_change": None,
        "improved_share": None,
        "declined_share": None,
        "reliable_change": None,
        "reliable_change_unequal": None,
        "improved_unequal_share": None,
        "declined_unequal_share": None,
        "start_count": None,
        "start_status_code": "few",
        "end_count": None,
        "end_status_code": "few",
        "single_count": 12,
        "single_status_code": "number",
        "retention_share": None,
        "lost_to_follow_up_start_mean": None,
        "conclusion_code": "no_clear_change",
        "interpretation_fi": "Ei selvää muutosta. Pisteiden lasku ei suoraan kerro, että palvelu epäonnistuisi.",
        "interpretation_sv": "Ingen tydlig förändring. Att poängen sjunker betyder inte direkt att tjänsten misslyckas.",
        "interpretation_en": "No clear change. A falling score does not directly mean a failing service.",
        "discussion_fi": "Tunnistammeko tuloksen?",
        "discussion_sv": "Känner vi igen resultatet?",
        "discussion_en": "Do we recognise the result?",
    }
    attrition = {
        "start_mean": start_mean,
        "start_sd": None,
        "lost_to_follow_up_count": None,
        "lost_to_follow_up_status_code": "few",
        "lost_to_follow_up_start_mean": None,
        "lost_to_follow_up_start_sd": None,
        "baseline_difference": None,
        "baseline_standardised_difference": None,
        "start_end_correlation": None,
        "reference_code": "finland",
        "reference_mean": Decimal("75.2"),
        "expected_end_mean": None,
        "expected_change_mean": None,
        "change_mean": change_mean,
    }
    reliability = {
        "period_key": 20241,
        "period_code": "2024H1",
        "questionnaire_code": "inclusion_survey",
        "indicator_key": 1001,
        "indicator_code": "inclusion",
        "phase_code": "start",
        "language_code": "all",
        "item_code": "all",
        "person_count_band": "30-49",
        "alpha": 0.89,
        "item_rest_correlation": None,
        "floor_share": 0.0,
        "ceiling_share": 0.03,
        "straight_lining_share": 0.1,
    }
    item = {"item_code": "esis_01", "alpha": None, "item_rest_correlation": 0.6}
    return {
        "rpt_indicator_change": [_LAHTI | change],
        "rpt_indicator_attrition": [_LAHTI | attrition],
        "rpt_indicator_reliability": [
            reliability,
            reliability | item | {"straight_lining_share": None},
        ],
        **_activities(),
    }


def _activities() -> Rows:
    """Two results meetings: one of 12 people where something was agreed, one of a few."""
    meeting = _KEYS | _ACTIVITY | {"date_key": 20240215, "activity_place_key": 4001}
    counts = {"session_number": 1, "encounter_count": None, "meeting_count": 1}
    few = {"participant_count": None, "participant_status_code": "few"}
    return {
        "fct_activity": [
            meeting | counts | {"participant_count": 12, "participant_status_code": "number"},
            meeting | counts | few | {"activity_key": 7002, "activity_place_key": 0},
        ],
        "fct_activity_answer": [
            _KEYS | {"questionnaire_key": 3, "activity_kind_key": 3001, "question_key": 301}
            | {"option_key": 3010 + number, "activity_count": count, "answered_count": 2}
            for number, count in ((1, 2), (2, 1))
        ],
        "fct_agreed_action": [
            _KEYS | _ACTIVITY | {"date_key": 20240215, "option_key": 3011}
            | {"due_date": date(2024, 9, 1), "handled_period_key": 20241, "next_period_key": None}
            | {"handled_service_key": _KEYS["service_key"], "next_service_key": None}
            | {"state_code": "done"} | _named("state_name", "Tehty", "Gjort", "Done")
            | {"outcome_code": "unknown"} | _named("outcome_name", "Ei tiedossa", "Okänt", "Unknown")
        ],
    }  # fmt: skip


def rows() -> Rows:
    """All rows of the valid candidate, fresh: free to change."""
    return {
        name: [dict(row) for row in listed]
        for name, listed in (dimensions() | facts() | reports()).items()
    }


_WRITTEN: dict[tuple[str, str], bytes] = {}


def _parquet(name: str, listed: list[dict[str, Any]]) -> bytes:
    stated = contract.load()[name].schema if name in contract.load() else pa.schema([])
    columns = list(listed[0]) if listed else stated.names
    types = dict(zip(stated.names, stated.types, strict=True))
    schema = pa.schema([(column, types.get(column, pa.int32())) for column in columns])
    file = pa.BufferOutputStream()
    pq.write_table(pa.Table.from_pylist(listed, schema=schema), file, version="1.0")
    return file.getvalue().to_pybytes()


def write(folder: Path, content: Rows, expected_rows: dict[str, int] | None = None) -> Path:
    """Write the candidate: one Parquet per table and a manifest that agrees with the bytes.

    Columns and types come from the contracts, so that an empty table has its schema; a column that
    is missing from the first row is not written, and one beyond the contract is an integer.
    """
    folder.mkdir(parents=True, exist_ok=True)
    valid = rows()
    tables = {}
    for name, listed in content.items():
        # Hundreds of tests write forty tables that are alike but for one.
        if (written := (name, repr(listed))) not in _WRITTEN:
            _WRITTEN[written] = _parquet(name, listed)
        content_of_file = _WRITTEN[written]
        (folder / f"{name}.parquet").write_bytes(content_of_file)
        digest = hashlib.sha256(content_of_file).hexdigest()
        tables[name] = {"sha256": digest, "row_count": len(listed)}
    counts = {name: len(listed) for name, listed in valid.items()} | (expected_rows or {})
    manifest = {
        "candidate_id": hashlib.sha256(json.dumps(tables, sort_keys=True).encode()).hexdigest(),
        "fingerprint": "0" * 64,
        "tables": tables,
        "expected_rows": counts,
        "is_synthetic": True,
    }
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return folder
