"""23 invented answers to the national survey on inclusion work, with the published margins.

Belongs here: which area answers what, so that every figure that THL/Sokra printed in 2023 is
reproduced. Which area gives which answer is drawn by lot and does not describe the real ones.
"""

from __future__ import annotations

from random import Random

from orchestration.demo.captions import Captions
from orchestration.demo.services import AREA_ALIASES
from orchestration.demo.sheets import Cell, Table

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


def answers(seed: int = SEED) -> list[dict[str, str | list[str]]]:
    """Return 23 answers as codes: `area`, and by question an answer or a list of options."""
    rng = Random(seed)
    by_area = {code: _shuffled(rng, values) for code, values in BY_AREA.items()}
    areas = [*range(len(AREAS)), _area_with_two(by_area)]
    staff, penetration = _shuffled(rng, STAFF), _shuffled(rng, PENETRATION)
    captions = Captions.of(SURVEY)
    rows: list[dict[str, str | list[str]]] = []
    for respondent, area in enumerate(areas):
        row: dict[str, str | list[str]] = {"area": list(AREAS)[area]}
        row |= {code: values[area] for code, values in by_area.items()}
        row |= dict(zip(("staff_sufficient", "staffing_need_fte"), staff[respondent], strict=True))
        row["penetration"] = penetration[respondent]
        for code, chance in CHANCES.items():
            options = list(captions.questionnaire.questions[code].options)
            chosen = [option for option in options if rng.random() < chance]
            row[code] = chosen or [options[0]]
        rows.append(row)
    return _shuffled(rng, rows)


def table(rows: list[dict[str, str | list[str]]], captions: Captions) -> Table:
    """Webropol's layout: one column per option of a multi-select, and a remark added by hand."""
    questions = captions.questionnaire.questions
    headers = ["Vastausaika", captions.header("area", "fi")]
    for code, question in questions.items():
        text = captions.header(code, "fi")
        labels = captions.labels(code, "fi").values()
        headers += [f"{text}:{label}" for label in labels] if question.kind == "multi" else [text]
    cells = [_cells(number, row, captions) for number, row in enumerate(rows)]
    return Table([*headers, "Huom"], cells)


def _cells(number: int, row: dict[str, str | list[str]], captions: Captions) -> list[Cell]:
    cells: list[Cell] = [f"{15 + number // 5}.5.2023 {9 + number % 4}.{number + 10}.00"]
    cells.append(_area_name(str(row["area"])))
    for code, question in captions.questionnaire.questions.items():
        answer = row[code]
        if question.kind == "multi":
            labels = captions.labels(code, "fi")
            cells += [label if option in answer else "" for option, label in labels.items()]
        elif question.kind == "number":
            cells.append(str(answer))
        else:
            cells.append(captions.label(code, str(answer), "fi"))
    return [*cells, "synteettinen esimerkki"]


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
