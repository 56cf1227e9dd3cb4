"""23 invented answers on support for employment, with the figures that Hyvil printed.

Belongs here: which area answers what. Which area gives which answer means nothing, and neither
does the month: the source does not say when the areas answered.
"""

from __future__ import annotations

from collections.abc import Sequence

from orchestration.demo.governance import AREAS
from orchestration.demo.organisation_sheets import Row, several

SURVEY = "tyollistymisen_ja_tyokyvyn_tuki"
# HUS is the 23rd area.
AREAS_23 = [*AREAS.values(), "HUS-yhtymä"]
# Printed: 3 + 7 + 12, nobody fully centralised, 6 + 6 + 10, 15 with targets, without 9, 8, 7 and 5,
# 7 of 22 without anyone full-time. Of 2/3 we take 15 of 23. The rest is invented.
ANSWERS: dict[str, Sequence[str | Sequence[str]]] = {
    "strategy_considered": ["considered"] * 15 + ["not_considered"] * 8,
    "strategy_papers": several(23, {"county_strategy": 6, "service_strategy": 7, "other_plan": 4}),
    "body": ["one_body"] * 2 + ["several_bodies"] * 21,
    "body_recoded": ["own_body"] * 3 + ["several"] * 7 + ["regional_board"] * 12 + [""],
    "organised": ["mostly_centralised"] * 9 + ["decentralised"] * 14,
    "arrangement_model": ["integrated"] * 6 + ["coordinated"] * 6 + ["separate"] * 10 + [""],
    "own_targets": ["has_targets"] * 15 + ["no_targets"] * 8,
    "target_kinds": [
        *several(15, {"effectiveness": 9, "multidisciplinary": 9, "uniform_processes": 8, "content_and_skills": 5}),
        *[[]] * 8,
    ],
    # Six areas name twelve kinds in all.
    "indicator_kinds": [*several(6, {"quantitative": 6, "effect": 4, "transitions": 2}), *[[]] * 17],
    "staff_sufficient": ["insufficient"] * 21 + ["sufficient"] * 2,
    "lacking_professions": several(23, {"doctor": 9, "social_instructor": 8, "public_health_nurse": 7, "social_worker": 5, "psychologist": 2}),
    "full_time_professions": [
        *[["nobody"]] * 7,
        *several(15, {"social_instructor": 12, "public_health_nurse": 14, "doctor": 5, "social_worker": 6}),
        [],
    ],
    # Means 3.5 (70/20), 3, 4, 2 and 3: the source has charts without figures.
    "cooperation_adult_social_work": ["5"] * 5 + ["3"] * 15 + [""] * 3,
    "cooperation_health_centre": ["3"] * 23,
    "cooperation_mental_health": ["4"] * 23,
    "cooperation_disability": ["2"] * 23,
    "cooperation_specialised": ["1"] * 10 + ["5"] * 10 + ["3"] * 3,
    "strengths": several(23, {"partners": 9, "staff_commitment": 8, "skills": 7, "management": 6, "health_care": 5, "service_whole": 4}),
    "weaknesses": several(23, {"management": 9, "planning": 8, "resources": 7, "health_care": 6, "service_whole": 4}, start=5),
}  # fmt: skip


def answers() -> list[Row]:
    """Return 23 answers as codes, one for each area."""
    return [
        {"answered_at": f"{1 + place % 28}.3.2024 10.00.00", "area": area}
        | {code: given[place] for code, given in ANSWERS.items()}
        for place, area in enumerate(AREAS_23)
    ]
