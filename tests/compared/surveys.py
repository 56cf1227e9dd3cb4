"""Three surveys that Mukana does not ship, as files of three formats, and what pandas reads of them.

Belongs here: the YAML, the files, and for each file a table of its answers made with pandas or
pyreadstat alone: form, person, phase, question, option. Does not belong here: anything of Mukana.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from pathlib import Path

import pandas as pd
import pyreadstat

AGREE = {"Eri mieltä": 1, "Jokseenkin eri mieltä": 2, "Jokseenkin samaa mieltä": 3, "Samaa mieltä": 4}  # fmt: skip
Answers = pd.DataFrame

HOME = """\
questionnaire: kotikysely
subject: person
scope: koti
title: {fi: Kotikysely}
scales:
  agree:
    options: {"1": {fi: Eri mieltä}, "2": {fi: Jokseenkin eri mieltä}, "3": {fi: Jokseenkin samaa mieltä}, "4": {fi: Samaa mieltä}}
    missing: {dont_know: {fi: En osaa sanoa}}
fields: {answered_at: {header: {fi: Vastausaika}, required: true}}
questions:
  safe: {scale: agree, text: {fi: Kotini on turvallinen.}}
  calm: {scale: agree, text: {fi: Kotonani on rauhallista.}}
  noisy: {scale: agree, text: {fi: Naapurit häiritsevät.}}
  size: {text: {fi: Asunnon koko}, options: {small: {fi: Yksiö}, middle: {fi: Kaksio}, large: {fi: Suurempi}}}
  near: {type: multi, text: {fi: Mitä on lähellä?}, options: {shop: {fi: Kauppa}, park: {fi: Puisto}, bus: {fi: Bussi}}}
  years: {type: number, range: [0, 80], bands: [0, 2, 10], text: {fi: Vuosia asunnossa}}
indicators:
  home:
    title: {fi: Koti}
    items: [safe, calm, noisy]
    reversed_items: [noisy]
    score: {method: mean, from: [1, 4], to: [0, 100], min_answered: 2}
"""
CAMP = """\
questionnaire: leirikysely
subject: person
scope: leiri
title: {fi: Leirikysely}
scales:
  often: {options: {"0": {fi: Ei koskaan}, "1": {fi: Joskus}, "2": {fi: Usein}, "3": {fi: Aina}}}
fields:
  respondent_code: {header: {fi: Leirikoodi}}
  phase: {header: {fi: Leirin vaihe}, values: {start: {fi: Alku}, end: {fi: Loppu}}}
  answered_at: {header: {fi: Päivä}}
questions:
  slept: {scale: often, text: {fi: Nukuin hyvin.}}
  played: {scale: often, text: {fi: Leikin muiden kanssa.}}
  ate: {scale: often, text: {fi: Ruoka maistui.}}
  came: {text: {fi: Millä tulit?}, options: {bus: {fi: Bussilla}, car: {fi: Autolla}, walk: {fi: Kävellen}}}
  liked: {type: multi, text: {fi: Mistä pidit?}, options: {swim: {fi: Uimisesta}, fire: {fi: Nuotiosta}, "no": {fi: Ei mistään}}}
indicators:
  camp: {title: {fi: Leiri}, items: [slept, played, ate], score: {method: sum, from: [0, 9], to: [0, 9], min_answered: 2}}
"""
CAMP_FORM = "form: lime\ntool: limesurvey\nlanguage: fi\n"
FOLLOW = """\
questionnaire: seurantakysely
subject: person
scope: seuranta
title: {en: Follow-up}
scales:
  often: {options: {"1": {en: Never}, "2": {en: Sometimes}, "3": {en: Always}}}
fields:
  respondent_code: {header: {en: id}}
  phase: {header: {en: time}, values: {start: {en: Before}, end: {en: After}}}
questions:
  tired: {scale: often, text: {en: tired}}
  alone: {scale: often, text: {en: alone}}
  work: {text: {en: work}, options: {paid: {en: Paid work}, none: {en: No work}}}
indicators:
  strain: {title: {en: Strain}, higher_is: worse, items: [tired, alone], score: {method: mean, from: [1, 3], to: [1, 3], min_answered: 1}}
"""
FOLLOW_FORM = """\
form: wide
tool: spss
language: en
time_points: {Before: "*_t0", After: "*_t1"}
days: {Before: 2024-01-15, After: 2024-04-15}
"""


def home_file(folder: Path, dice: random.Random) -> Path:
    """Webropol's way: a workbook with a column for every option that may be chosen."""
    rows = []
    for n in range(70):
        row: dict[str, object] = {"Vastausaika": f"{1 + n % 28}.3.2024 10.{n % 60:02}"}
        some = [*AGREE, *AGREE, "En osaa sanoa", ""]
        for item in ("Kotini on turvallinen.", "Kotonani on rauhallista.", "Naapurit häiritsevät."):
            row[item] = dice.choice(some) if n % 5 else ""
        row["Asunnon koko"] = dice.choice(["Yksiö", "Kaksio", "Suurempi", ""])
        for option in ("Kauppa", "Puisto", "Bussi"):
            row[f"Mitä on lähellä?:{option}"] = option if dice.random() < 0.4 else ""
        row["Vuosia asunnossa"] = dice.choice([0, 1, 1.5, 2, 7, 10, 35, None])
        rows.append(row)
    pd.DataFrame(rows).to_excel(folder / "koti.xlsx", index=False)
    return folder / "koti.xlsx"


def home_answers(file: Path) -> Iterator[tuple]:
    frame = pd.read_excel(file)
    items = {"safe": "Kotini on turvallinen.", "calm": "Kotonani on rauhallista.", "noisy": "Naapurit häiritsevät."}  # fmt: skip
    sizes = {"Yksiö": "small", "Kaksio": "middle", "Suurempi": "large"}
    near = {"Kauppa": "shop", "Puisto": "park", "Bussi": "bus"}
    for form, row in frame.iterrows():
        for code, header in items.items():
            if row[header] in AGREE:
                yield form, form, "single", code, str(AGREE[row[header]])
        if row["Asunnon koko"] in sizes:
            yield form, form, "single", "size", sizes[row["Asunnon koko"]]
        for label, option in near.items():
            if row[f"Mitä on lähellä?:{label}"] == label:
                yield form, form, "single", "near", option
        years = row["Vuosia asunnossa"]
        if pd.notna(years):
            band = "from_0_to_2" if years < 2 else "from_2_to_10" if years < 10 else "from_10"
            yield form, form, "single", "years", band


def camp_file(folder: Path, dice: random.Random) -> Path:
    """LimeSurvey's way: codes before the texts, Y for what was chosen; start and end of each child."""
    words = ["Ei koskaan", "Joskus", "Usein", "Aina"]
    rows = []
    for n in range(48):
        for phase, month in (("Alku", 6), ("Loppu", 8)):
            row = {"id": str(len(rows) + 1), "submitdate": f"2024-{month:02}-{1 + n % 28:02} 09:00:00"}  # fmt: skip
            row |= {"lastpage": "2", "startlanguage": "fi", "koodi. Leirikoodi": f"lapsi{n}", "vaihe. Leirin vaihe": phase}  # fmt: skip
            texts = ("Nukuin hyvin.", "Leikin muiden kanssa.", "Ruoka maistui.")
            for number, text in enumerate(texts, 1):
                blank = n % 6 == 0 or (number == 2 and dice.random() < 0.2)
                row[f"leiri[SQ{number:03}]. Miten leirillä meni? [{text}]"] = "" if blank else dice.choice(words)  # fmt: skip
            row["tulo. Millä tulit?"] = dice.choice(["Bussilla", "Autolla", "Kävellen", ""])
            chosen = dice.sample(["Uimisesta", "Nuotiosta", "Ei mistään"], dice.randint(0, 2))
            for number, label in enumerate(["Uimisesta", "Nuotiosta", "Ei mistään"], 1):
                row[f"pidit[SQ{number:03}]. Mistä pidit? [{label}]"] = "Y" if label in chosen else ""  # fmt: skip
            rows.append(row)
    pd.DataFrame(rows).to_csv(folder / "leiri.csv", index=False)
    return folder / "leiri.csv"


def camp_answers(file: Path) -> Iterator[tuple]:
    frame = pd.read_csv(file, dtype=str)
    words = {"Ei koskaan": "0", "Joskus": "1", "Usein": "2", "Aina": "3"}
    came = {"Bussilla": "bus", "Autolla": "car", "Kävellen": "walk"}
    liked = {"Uimisesta": "swim", "Nuotiosta": "fire", "Ei mistään": "no"}
    [headers] = [list(frame.columns)]
    for form, row in frame.iterrows():
        about = form, row["koodi. Leirikoodi"], {"Alku": "start", "Loppu": "end"}[row["vaihe. Leirin vaihe"]]  # fmt: skip
        for header in headers:
            value = row[header]
            if pd.isna(value):
                continue
            for code, text in {"slept": "[Nukuin hyvin.]", "played": "[Leikin muiden kanssa.]", "ate": "[Ruoka maistui.]"}.items():  # fmt: skip
                if header.endswith(text):
                    yield *about, code, words[value]
            if header.startswith("tulo"):
                yield *about, "came", came[value]
            if header.startswith("pidit") and value == "Y":
                yield *about, "liked", liked[header.partition("[")[2].partition("[")[2].rstrip("]")]


def follow_file(folder: Path, dice: random.Random) -> Path:
    """SPSS: a row per person, numbers with value labels."""
    rows = []
    for n in range(45):
        row: dict[str, object] = {"id": float(n + 1)}
        for point in ("t0", "t1"):
            for item in ("tired", "alone"):
                row[f"{item}_{point}"] = dice.choice([1.0, 2.0, 3.0])
            if n % 9 == 0:
                row[f"alone_{point}"] = float("nan")
            row[f"work_{point}"] = dice.choice([1.0, 2.0, float("nan")])
        rows.append(row)
    frame = pd.DataFrame(rows)
    often, work = {1.0: "Never", 2.0: "Sometimes", 3.0: "Always"}, {1.0: "Paid work", 2.0: "No work"}  # fmt: skip
    labels = {name: work if name.startswith("work") else often for name in frame if name != "id"}
    pyreadstat.write_sav(frame, str(folder / "seuranta.sav"), variable_value_labels=labels)
    return folder / "seuranta.sav"


def follow_answers(file: Path) -> Iterator[tuple]:
    frame, _ = pyreadstat.read_sav(str(file))
    for person, row in frame.iterrows():
        for point, phase in (("t0", "start"), ("t1", "end")):
            form = f"{person} {phase}"
            for item in ("tired", "alone"):
                if pd.notna(row[f"{item}_{point}"]):
                    yield form, person, phase, item, str(int(row[f"{item}_{point}"]))
            if pd.notna(row[f"work_{point}"]):
                yield form, person, phase, "work", {1: "paid", 2: "none"}[int(row[f"work_{point}"])]


# Questionnaire -> YAML, YAML of its form, file, answers of the file.
SURVEYS: Mapping[str, tuple] = {
    "kotikysely": (HOME, "", home_file, home_answers),
    "leirikysely": (CAMP, CAMP_FORM, camp_file, camp_answers),
    "seurantakysely": (FOLLOW, FOLLOW_FORM, follow_file, follow_answers),
}
# Items, those that are reversed, lowest and highest answer, fewest answered, lowest and highest score.
SCALES = {
    "kotikysely": (["safe", "calm", "noisy"], {"noisy"}, 1, 4, 2, 0, 100),
    "leirikysely": (["slept", "played", "ate"], set(), 0, 3, 2, 0, 9),
    "seurantakysely": (["tired", "alone"], set(), 1, 3, 1, 1, 3),
}
