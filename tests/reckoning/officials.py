"""Invented officials of areas, what they answered in two waves, and the exports that hold it.

Belongs here: answers that are known, and files made of them. Does not belong here: what must be
published of them (metrics).
"""

from __future__ import annotations

import csv
import math
import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from orchestration.core.data_root import PROJECT

_QUESTIONNAIRE = """\
questionnaire: officials
subject: organisation
scope: officials
title: {fi: Virkahenkilöt}
scales:
  five: {options: {"1": {fi: Huonosti}, "2": {fi: Melko huonosti}, "3": {fi: Siltä väliltä}, "4": {fi: Melko hyvin}, "5": {fi: Hyvin}}, missing: {dont_know: {fi: En osaa sanoa}}}
fields:
  answered_at: {required: true, header: {fi: Vastausaika}}
  area: {required: true, header: {fi: Hyvinvointialue}}
questions:
  named: {publish: area, text: {fi: Onko koordinoija nimetty?}, options: {yes: {fi: Kyllä}, no: {fi: Ei}}, missing: {dont_know: {fi: En osaa sanoa}}}
  fte: {publish: area, type: number, text: {fi: Montako henkilötyövuotta?}, missing: {no_answer: {fi: ei päätyönä kukaan}}}
  rating: {scale: five, publish: distribution, text: {fi: Miten yhteistyö toimii?}}
  bodies: {type: multi, publish: area, text: {fi: Mitkä toimielimet?}, options: {own: {fi: Oma}, board: {fi: Aluehallitus}, several: {fi: Usea muu}}}
metrics:
"""
# Code -> question, kind, unit, area set, denominator, what a share counts.
METRICS: dict[str, tuple[str, str, str, str, str, dict[str, Any]]] = {
    "named": ("named", "share", "area", "counties_22", "answered", {"options": ["yes"]}),
    "named_23": ("named", "share", "respondent", "counties_23", "asked", {"options": ["yes"]}),
    "unsure": ("named", "share", "area", "counties_21", "asked", {"missing": ["dont_know"]}),
    "two_or_more": ("fte", "share", "area", "counties_22", "answered", {"at_least": 2}),
    "below_one": ("fte", "share", "respondent", "counties_22", "asked", {"below": 1}),
    "at_most_one": ("fte", "share", "area", "counties_22", "answered", {"at_most": 1}),
    "fte_mean": ("fte", "mean", "area", "counties_22", "answered", {}),
    "fte_median": ("fte", "median", "respondent", "counties_22", "answered", {}),
    "fte_sum": ("fte", "sum", "area", "counties_23", "answered", {}),
    "fte_max": ("fte", "max", "area", "counties_21", "answered", {}),
    "rating": ("rating", "distribution", "area", "counties_22", "answered", {}),
    "rating_mean": ("rating", "mean", "area", "counties_22", "answered", {}),
    "bodies": ("bodies", "distribution", "area", "counties_22", "answered", {}),
    "bodies_chosen": ("bodies", "selected", "respondent", "counties_22", "answered", {}),
}
OPTIONS = {"rating": list("12345"), "bodies": ["own", "board", "several"]}
_TEXTS = {
    "named": {"yes": "Kyllä", "no": "Ei", "dont_know": "En osaa sanoa"},
    "rating": dict(zip("12345", ["Huonosti", "Melko huonosti", "Siltä väliltä", "Melko hyvin", "Hyvin"], strict=True)) | {"dont_know": "En osaa sanoa"},
    "bodies": {"own": "Oma", "board": "Aluehallitus", "several": "Usea muu"},
}  # fmt: skip
# What is typed -> from, to (no end: infinity); none where nothing is stated.
FTE = {
    "1": (1, 1), "0,5": (0.5, 0.5), "2": (2, 2), "6": (6, 6), "1-2": (1, 2), "2–3": (2, 3),
    "0,5 htv": (0.5, 0.5), "4+": (4, math.inf), "": None, "ei päätyönä kukaan": None, "0": (0, 0),
}  # fmt: skip
_AREAS = [f"{number:02}" for number in range(1, 22)] + ["90", "91", "99"]
SETS = {
    "counties_21": {*_AREAS[:21]}, "counties_22": {*_AREAS[:22]}, "counties_23": {*_AREAS[:22], "99"},
}  # fmt: skip
_HEADER = ["Vastausaika", "Hyvinvointialue", "Onko koordinoija nimetty?", "Montako henkilötyövuotta?", "Miten yhteistyö toimii?", "Mitkä toimielimet?"]  # fmt: skip


@dataclass(frozen=True)
class Answered:
    """One filled-in form; answers are codes, typed numbers or lists of codes."""

    wave: str
    area: str
    at: datetime
    answers: dict[str, Any]

    def is_given(self, question: str) -> bool:
        answer = self.answers[question]
        if question == "fte":
            return FTE[answer] is not None
        return bool(answer) and answer != "dont_know"


def forms(seed: int) -> list[Answered]:
    """Two waves of most areas; some answer twice, some leave blanks."""
    dice, found = random.Random(seed), []
    for wave in ("2023", "2025"):
        areas = dice.sample(_AREAS, dice.randint(12, len(_AREAS)))
        for number, area in enumerate(areas + dice.sample(areas, 3)):
            at = datetime(int(wave), 5, 2, 9) + timedelta(minutes=7 * number)
            answers = {
                "named": dice.choice(["yes", "yes", "no", "dont_know", ""]),
                "fte": dice.choice(list(FTE)),
                "rating": dice.choice([*"12345", "dont_know", ""]),
                "bodies": dice.sample(OPTIONS["bodies"], dice.randint(0, 3)),
            }
            found.append(Answered(wave, area, at, answers))
    return found


def declare(folder: Path) -> None:
    """Write the questionnaire and a form per wave."""
    (folder / "forms").mkdir(parents=True)
    lines = []
    for code, (question, kind, unit, areas, base, counts) in METRICS.items():
        stated = f"question: {question}, kind: {kind}, unit: {unit}, area_set: {areas}, denominator: {base}"
        if counts:
            stated += f", counts: {{{', '.join(f'{k}: {_yaml(v)}' for k, v in counts.items())}}}"
        lines.append(f"  {code}: {{title: {{fi: {code}}}, {stated}}}\n")
    text = _QUESTIONNAIRE + "".join(lines)
    (folder / "questionnaire.yml").write_text(text, encoding="utf-8")
    for wave, days in (("2023", "answered_to: 2024-12-31"), ("2025", "answered_from: 2025-01-01")):
        form = f'form: officials_{wave}\ntool: webropol\nlanguage: fi\nversion: "{wave}"\n'
        asked = "questions: [named, fte, rating, bodies]\n"
        (folder / "forms" / f"{wave}.yml").write_text(f"{form}{asked}{days}\n", encoding="utf-8")


def names() -> dict[str, str]:
    """Area -> its name in Finnish."""
    with (PROJECT / "dbt_project" / "seeds" / "regions.csv").open(encoding="utf-8") as stream:
        return {row["region_code"]: row["region_name_fi"] for row in csv.DictReader(stream)}


def _yaml(value: Any) -> str:
    return f"[{', '.join(value)}]" if isinstance(value, list) else str(value)


def write(answered: list[Answered], folder: Path) -> list[Path]:
    """An export per wave."""
    made, named = [], names()
    for wave in ("2023", "2025"):
        file = folder / f"officials_{wave}.csv"
        with file.open("w", encoding="utf-8-sig", newline="") as stream:
            table = csv.writer(stream, delimiter=";")
            table.writerow(_HEADER)
            for one in answered:
                if one.wave == wave:
                    said = one.answers
                    table.writerow([
                        f"{one.at:%d.%m.%Y %H:%M}", named[one.area], _TEXTS["named"].get(said["named"], ""),
                        said["fte"], _TEXTS["rating"].get(said["rating"], ""),
                        ", ".join(_TEXTS["bodies"][code] for code in said["bodies"]),
                    ])  # fmt: skip
        made.append(file)
    return made
