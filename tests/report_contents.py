"""Contents of a validation report for tests: one of everything, made by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from expectations.report.contents import Contents, Point

Record = dict[str, Any]


def result(rule_id: str, status: str, severity: str = "blocking", **more: Any) -> Record:
    """The result of a rule as the gate gives it."""
    return {
        "rule_id": rule_id,
        "table_name": rule_id.split(".")[0],
        "rule_text_fi": f"sääntö {rule_id}",
        "rule_text_sv": f"regel {rule_id}",
        "rule_text_en": f"rule {rule_id}",
        "why_fi": f"syy {rule_id}",
        "why_sv": f"orsak {rule_id}",
        "why_en": f"reason {rule_id}",
        "owner": "data_engineer",
        "severity_code": severity,
        "checked_with_code": "sql",
        "status_code": status,
        "observed_count": 3,
        "detail_fi": "löytyi 3",
        "detail_sv": "hittade 3",
        "detail_en": "found 3",
        "family_code": "table",
    } | more


RESULTS = [
    *(
        result(
            f"{table}.filled",
            "pass",
            family_code="contract",
            rule_text_fi=f"Jokainen avain on täytetty: {table}.",
            rule_text_sv=f"Varje nyckel är ifylld: {table}.",
            rule_text_en=f"Every key is filled: {table}.",
            detail_fi="Kunnossa.",
            detail_sv="I ordning.",
            detail_en="In order.",
        )
        for table in ("dim_a", "fct_b")
    ),
    result("dim_a.fine", "pass"),
    result("dim_a.noted", "fail", "information"),
    result("dim_a.warned", "fail", "warning"),
    result("dim_a.waived", "fail", "warning"),
    result("fct_b.raised", "error"),
    result(
        "fct_b.broken",
        "fail",
        keys=[{"period_code": "2024H1", "service_code": "lahti"}],
        threshold={
            "setting": "MUKANA_FAR",
            "value": 3,
            "why_fi": "rajan syy",
            "why_sv": "gränsens orsak",
            "why_en": "its reason",
        },
    ),
    result("fct_b.empty", "not_applicable"),
]
VALIDATION: Record = {
    "candidate_id": "ab" * 32,
    "tables": {},
    "passed": False,
    "results": RESULTS,
    "library": "great_expectations 1.24.1",
    "held_people_band": "1-9",
}
MANIFEST: Record = {
    "candidate_id": "ab" * 32,
    "tables": {
        "dim_a": {"sha256": "11" * 32, "row_count": 7},
        "fct_b": {"sha256": "22" * 32, "row_count": 1234},
        "fct_c": {"sha256": "33" * 32, "row_count": 5},
    },
    "is_synthetic": False,
}
PREVIOUS: Record = {
    "candidate_id": "9f" * 32,
    "tables": {
        "dim_a": {"sha256": "11" * 32, "row_count": 7},
        "fct_b": {"sha256": "44" * 32, "row_count": 1334},
        "fct_old": {"sha256": "55" * 32, "row_count": 2},
    },
}
DELIVERIES: list[Record] = [
    {
        "delivery_id": "cd" * 32,
        "sender_code": "jarjesto",
        "shown_names": ["kysely kevät.xlsx"],
        "status": "accepted",
        "questionnaire_code": "osallisuuskysely",
        "reasons": [],
        "band": "50-99",
        "is_new": True,
        "is_to_decide": False,
    },
    {
        "delivery_id": "ef" * 32,
        "sender_code": "<b>kaupunki</b>",
        "shown_names": ['"><img src=x onerror=alert(1)>.xlsx', ""],
        "status": "refused",
        "reasons": [
            {
                "code": "unknown",
                "fi": "Tuntematon <script>kysely</script>. Aja `mukana check`.",
                "en": "Unknown survey.",
                "cell": "Taul1!A1",
            }
        ],
        "band": "0",
        "is_new": False,
        "is_to_decide": False,
    },
]
HISTORY = [
    Point("9f" * 8, date(2026, 5, 4), 0, 1, 2, 30, "0", 0.5, 0.95, 12),
    Point("ab" * 8, date(2026, 11, 26), 2, 2, 1, 4, "1-9", 0.625, None, 18),
]
SUPPRESSED: list[Record] = [
    {
        "period_key": 20241,
        "region_key": 9,
        "indicator_key": key,
        "pairing_status_code": "start_only",
        "suppressed_from_code": "everything",
        "suppressed_person_band": "few",
        "period_name_fi": "2024, 1. puolivuosi",
        "period_name_sv": "2024, första halvåret",
        "period_name_en": "2024, first half",
        "region_name_fi": "Päijät-Häme",
        "region_name_sv": "Päijänne-Tavastland",
        "region_name_en": "Päijät-Häme",
        "indicator_name_fi": "Osallisuus" if key else None,
        "indicator_name_sv": None,
        "indicator_name_en": None,
    }
    for key in (0, 1)
]
MOVED: Record = {
    "table_name": "fct_indicator_level",
    "figure_code": "person_count",
    "what_fi": "Lahden paja, 2024, 1. puolivuosi: vastaajia",
    "what_sv": "Lahtis verkstad, 2024, första halvåret: svarande",
    "what_en": "Lahden paja, 2024, first half: people",
    "change_code": "changed",
    "before": 40,
    "after": 52,
    "parts": [
        {"cause": "new_answers", "cause_fi": "uusia vastauksia tuli", "cause_sv": "nya svar kom",
         "cause_en": "new answers came", "part": 14},
        {"cause": "withdrawals", "cause_fi": "suostumuksia peruttiin",
         "cause_sv": "samtycken återtogs", "cause_en": "people withdrew", "part": -2},
    ],
}  # fmt: skip
APPEARED: Record = MOVED | {
    "what_fi": "Sysmän paja, 2024, 1. puolivuosi: muutoksen keskiarvo",
    "figure_code": "change_mean",
    "change_code": "new",
    "before": None,
    "after": 3.0,
    "parts": [MOVED["parts"][0] | {"part": None}],
}
DIFFERENCE: Record = {
    "candidate_id": "ab" * 32,
    "instead_of": "9f" * 8,
    "changed_inputs": ["answers", "register"],
    "held_people_band": "1-9",
    "moved_count": 2,
    "figures": [MOVED, APPEARED],
}


def contents(**changes: Any) -> Contents:
    """Contents with one of everything; `changes` replace fields."""
    made = Contents(
        validation=VALIDATION,
        manifest=MANIFEST,
        previous=PREVIOUS,
        status="held",
        policy="on_warning",
        open_warnings=("dim_a.warned",),
        made_on=date(2026, 11, 26),
        deliveries=DELIVERIES,
        history=HISTORY,
        suppressed=SUPPRESSED,
        difference=DIFFERENCE,
    )
    return replace(made, **changes)
