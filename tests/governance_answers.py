"""Invented answers of organisations with the printed margins, as the exports that carry them.

Belongs here: which area answers what, so that the figures that the sources print come out. All of
it is synthetic; which area stands for which answer means nothing. Labels are written, not codes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from orchestration.demo.captions import Captions
from orchestration.demo.governance import AREAS
from tests.exports import xlsx

EMPLOYMENT, SELF_ASSESSMENT = "tyollistymisen_ja_tyokyvyn_tuki", "hallintomallin_itsearvio"
# HUS is the 23rd area.
AREAS_23 = [*AREAS.values(), "HUS-yhtymä"]
Answers = Mapping[str, Sequence[str | Sequence[str]]]


def several(count: int, chosen: Mapping[str, int], start: int = 0) -> list[list[str]]:
    """Choices of `count` respondents: each option by as many as it says, from `start` onwards."""
    rows: list[list[str]] = [[] for _ in range(count)]
    for offset, (option, wanted) in enumerate(chosen.items()):
        for place in range(wanted):
            rows[(start + offset + place) % count].append(option)
    return rows


# Printed: 2/3 (15 of 23 taken), 3 + 7 + 12, nobody fully centralised, 6 + 6 + 10, 15 with targets,
# without 9, 8, 7, 5, and 7 of 22 without anyone full-time. The rest is made up.
EMPLOYMENT_ANSWERS: Answers = {
    "strategy_considered": ["considered"] * 15 + ["not_considered"] * 8,
    "strategy_papers": several(23, {"county_strategy": 6, "service_strategy": 7, "other_plan": 4}),
    "body": ["one_body"] * 2 + ["several_bodies"] * 21,
    "body_recoded": ["own_body"] * 3 + ["several"] * 7 + ["regional_board"] * 12 + [""],
    "organised": ["mostly_centralised"] * 9 + ["decentralised"] * 14,
    "arrangement_model": ["integrated"] * 6 + ["coordinated"] * 6 + ["separate"] * 10 + [""],
    "own_targets": ["has_targets"] * 15 + ["no_targets"] * 8,
    "target_kinds": several(15, {"effectiveness": 9, "multidisciplinary": 9, "uniform_processes": 8, "content_and_skills": 5}) + [[]] * 8,
    # Six areas name twelve kinds in all.
    "indicator_kinds": several(6, {"quantitative": 6, "effect": 4, "transitions": 2}) + [[]] * 17,
    "staff_sufficient": ["insufficient"] * 21 + ["sufficient"] * 2,
    "lacking_professions": several(23, {"doctor": 9, "social_instructor": 8, "public_health_nurse": 7, "social_worker": 5, "psychologist": 2}),
    "full_time_professions": [["nobody"]] * 7
    + several(15, {"social_instructor": 12, "public_health_nurse": 14, "doctor": 5, "social_worker": 6})
    + [[]],
    # Means 3.5 (70/20), 3, 4, 2 and 3: only the form of the figures is printed, not the figures.
    "cooperation_adult_social_work": ["5"] * 5 + ["3"] * 15 + [""] * 3,
    "cooperation_health_centre": ["3"] * 23,
    "cooperation_mental_health": ["4"] * 23,
    "cooperation_disability": ["2"] * 23,
    "cooperation_specialised": ["1"] * 10 + ["5"] * 10 + ["3"] * 3,
    "strengths": several(23, {"partners": 9, "staff_commitment": 8, "skills": 7, "management": 6, "health_care": 5, "service_whole": 4}),
    "weaknesses": several(23, {"management": 9, "planning": 8, "resources": 7, "health_care": 6, "service_whole": 4}, start=5),
}  # fmt: skip


def employment(captions: Captions | None = None) -> list[list[str]]:
    """The 23 answers on support for employment, header first."""
    captions = captions or Captions.of(EMPLOYMENT)
    return sheet(captions, {"area": AREAS_23}, EMPLOYMENT_ANSWERS, "2024-03")


def sheet(
    captions: Captions, fields: Mapping[str, Sequence[str]], answers: Answers, month: str
) -> list[list[str]]:
    """Webropol's layout: one column per option of a multi-select, labels in Finnish."""
    questions = captions.questionnaire.questions
    header = ["Vastausaika", *(captions.header(code, "fi") for code in fields)]
    for code in answers:
        text, labels = captions.header(code, "fi"), _labels(captions, code)
        several_columns = [f"{text}:{label}" for label in labels.values()]
        header += several_columns if questions[code].kind == "multi" else [text]
    rows = [header]
    for place in range(len(next(iter(fields.values())))):
        row = [f"{month}-{place % 28 + 1:02} 10:00:00", *(values[place] for values in fields.values())]  # fmt: skip
        for code, given in answers.items():
            row += _cells(captions, code, given[place])
        rows.append(row)
    return rows


def _labels(captions: Captions, code: str) -> dict[str, str]:
    options = captions.questionnaire.choices(code).options
    return {option: captions.label(code, option, "fi") for option in options}


def _cells(captions: Captions, code: str, answer: str | Sequence[str]) -> list[str]:
    kind = captions.questionnaire.questions[code].kind
    if kind == "multi":
        return [label if option in answer else "" for option, label in _labels(captions, code).items()]  # fmt: skip
    # A number stands as it is written; everything else by its label.
    return [str(answer) if kind == "number" else captions.label(code, str(answer), "fi")]


def write(path: Path, rows: list[list[str]]) -> Path:
    """An xlsx whose name and sheet say that it is synthetic."""
    return xlsx(path, rows, sheet="Synteettinen")
