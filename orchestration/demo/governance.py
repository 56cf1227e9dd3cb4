"""Invented answers to the national survey on inclusion work, the first wave with the printed margins.

Belongs here: which area answers what, so that every figure that THL/Sokra printed in 2023 is
reproduced. Which area gives which answer is drawn by lot and does not describe the real ones.
"""

from __future__ import annotations

from random import Random

from orchestration.demo.captions import Captions
from orchestration.demo.services import AREA_ALIASES

SEED = 20230515
SURVEY = "osallisuustyo_hyvinvointialueilla"
# Statistics Finland's classification of 2024, CC BY 4.0; 90 is Helsinki. Åland is not asked.
AREAS = {
    "01": "Itä-Uudenmaan hyvinvointialue",
    "02": "Keski-Uudenmaan hyvinvointialue",
    "03": "Länsi-Uudenmaan hyvinvointialue",
    "04": "Vantaan ja Keravan hyvinvointialue",
    "05": "Varsinais-Suomen hyvinvointialue",
    "06": "Satakunnan hyvinvointialue",
    "07": "Kanta-Hämeen hyvinvointialue",
    "08": "Pirkanmaan hyvinvointialue",
    "09": "Päijät-Hämeen hyvinvointialue",
    "10": "Kymenlaakson hyvinvointialue",
    "11": "Etelä-Karjalan hyvinvointialue",
    "12": "Etelä-Savon hyvinvointialue",
    "13": "Pohjois-Savon hyvinvointialue",
    "14": "Pohjois-Karjalan hyvinvointialue",
    "15": "Keski-Suomen hyvinvointialue",
    "16": "Etelä-Pohjanmaan hyvinvointialue",
    "17": "Pohjanmaan hyvinvointialue",
    "18": "Keski-Pohjanmaan hyvinvointialue",
    "19": "Pohjois-Pohjanmaan hyvinvointialue",
    "20": "Kainuun hyvinvointialue",
    "21": "Lapin hyvinvointialue",
    "90": "Helsingin kaupunki",
}
# Answers by area, 22 each; the printed figures are 21/22, 5, 2, 3, six with two or more, one
# with six. 12 + 6 + 4 and 11/22 are reconstructions.
BY_AREA = {
    "coordinator_named": ["named"] * 21 + ["not_named"],
    "common_understanding": ["formed"] * 17 + ["forming"] * 5,
    "leadership_commitment_understanding": ["very_well"] * 9 + ["well"] * 11 + ["weakly"] * 2,
    "leadership_commitment_leadership": ["very_well"] * 8 + ["well"] * 11 + ["weakly"] * 3,
    "staffing_fte": ["1"] * 12 + ["2", "2", "2,5", "3", "4", "6", "0,5", "0,5 htv", "ei päätyönä kukaan", ""],
}  # fmt: skip
# Answers by respondent, 23 each: opinions, so the two of one area may differ. Only those who find
# the staff insufficient are asked how much more is needed, so these two are drawn together.
STAFF = [
    *(("insufficient", need) for need in ["1-2"] * 7 + ["1"] * 3 + ["2", "2", "3", "4-5", ""]),
    *[("sufficient", "")] * 5,
    *[("too_early", "vaikea arvioida")] * 3,
]
PENETRATION = ["very_well"] * 3 + ["well"] * 8 + ["weakly"] * 11 + [""]
CHANCES = {
    "contract_types": 0.5,
    "placement": 0.25,
    "purposes": 0.6,
    "benefits": 0.5,
    "funding": 0.4,
}

# What changes until the second wave: question, answer before, answer after, in how many areas.
MOVES = [
    ("coordinator_named", "not_named", "named", 1),
    ("common_understanding", "forming", "formed", 3),
    ("leadership_commitment_understanding", "weakly", "well", 1),
    ("leadership_commitment_leadership", "weakly", "well", 1),
    ("staffing_fte", "1", "1-2", 2),
    ("staffing_fte", "", "1", 1),
    ("staff_sufficient", "too_early", "insufficient", 2),
    ("penetration", "weakly", "well", 4),
]


def answers(seed: int = SEED) -> list[dict[str, str | list[str]]]:
    """Return the 23 answers of May 2023 as codes, and areas as their officials write them."""
    rng = Random(seed)
    by_area = {code: _shuffled(rng, values) for code, values in BY_AREA.items()}
    areas = [*range(len(AREAS)), _area_with_two(by_area)]
    staff, penetration = _shuffled(rng, STAFF), _shuffled(rng, PENETRATION)
    captions = Captions.of(SURVEY)
    rows: list[dict[str, str | list[str]]] = []
    for respondent, area in enumerate(areas):
        row: dict[str, str | list[str]] = {"area": _area_name(list(AREAS)[area])}
        row |= {code: values[area] for code, values in by_area.items()}
        row |= dict(zip(("staff_sufficient", "staffing_need_fte"), staff[respondent], strict=True))
        row["penetration"] = penetration[respondent]
        for code, chance in CHANCES.items():
            options = list(captions.questionnaire.questions[code].options)
            chosen = [option for option in options if rng.random() < chance]
            row[code] = chosen or [options[0]]
        rows.append(row)
    return [
        {"answered_at": f"{15 + n // 5}.5.2023 {9 + n % 4}.{n + 10}.00", **row}
        for n, row in enumerate(_shuffled(rng, rows))
    ]


def second_wave(first: list[dict[str, str | list[str]]]) -> list[dict[str, str | list[str]]]:
    """Return 21 answers of September 2024, wholly invented: nobody has printed a second wave.

    The last area of the first wave no longer answers. In the others some things have moved on.
    """
    by_area = {str(row["area"]): row for row in first}
    rows = [by_area[area] for area in list(by_area)[:21]]
    for code, before, after, count in MOVES:
        moving = [n for n, row in enumerate(rows) if row[code] == before][:count]
        rows = [row | {code: after} if n in moving else row for n, row in enumerate(rows)]
    return [
        row | {"answered_at": f"{2 + n}.9.2024 {9 + n % 4}.{n + 10}.00"}
        for n, row in enumerate(rows)
    ]


def _area_name(code: str) -> str:
    aliases = {area: alias for alias, area in AREA_ALIASES.items()}
    return aliases.get(code, AREAS[code])


def _area_with_two(by_area: dict[str, list[str]]) -> int:
    """Position of the area with two respondents: one whose answers are in no printed minority."""
    usual = {"named", "formed", "very_well", "well", "1"}
    return next(i for i in range(len(AREAS)) if all(v[i] in usual for v in by_area.values()))


def _shuffled(rng: Random, values: list) -> list:
    """A copy in random order (Fisher–Yates, so that it is the same in every Python)."""
    mixed = list(values)
    for last in range(len(mixed) - 1, 0, -1):
        other = rng.randrange(last + 1)
        mixed[last], mixed[other] = mixed[other], mixed[last]
    return mixed
