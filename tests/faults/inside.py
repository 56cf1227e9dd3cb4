"""Kind 6: time. Kind 7: people and numbers that vanish inside."""

from __future__ import annotations

from collections.abc import Mapping

from tests.faults.survey import LABELS, Case, Files, csv_of, pairs


def _zone(written: str):
    """All ends on the evening of the last of June in UTC: July in Finland."""

    def files(name: str) -> Files:
        rows = pairs(name)
        for row in rows[1:]:
            if row[2] == "Loppu":
                row[0] = written
        return {"a.csv": csv_of(rows)}

    return files


def _slip(name: str) -> Files:
    return {"a.csv": csv_of([*pairs(name), ["5.2.2034 10.00", "koodi99", "Alku", LABELS[0]]])}


def _no_such_day(name: str) -> Files:
    return {"a.csv": csv_of([*pairs(name), ["30.2.2024 10.00", "koodi99", "Alku", LABELS[0]]])}


def _met(k: int, _: str) -> str:
    return "Ei" if k % 4 == 0 else "Kyllä"


def _without_score(name: str) -> Files:
    """Twelve pairs with a score, and twelve that left the item blank."""
    rows = pairs(name, 24, more={"Tapasitko muita": _met})
    for at, row in enumerate(rows[1:]):
        if at >= 24:
            row[3] = ""
    return {"a.csv": csv_of(rows)}


def _without_one_score(name: str) -> Files:
    """Thirteen pairs; the last of them left the item blank at the end (not in the list)."""
    rows = pairs(name, 13, more={"Tapasitko muita": _met})
    rows[-1][3] = ""
    return {"a.csv": csv_of(rows)}


_EIGHT = [f"Väite {letter}" for letter in "abcdefgh"]


def _eighths(name: str) -> Files:
    """Of eight items one or two at the start, one or three at the end: scores of eighths."""

    def item(n: int):
        def fill(k: int, phase: str) -> str:
            count = (3 if k % 2 else 1) if phase == "Loppu" else (1 if k % 3 else 2)
            return "Kyllä" if n < count else "Ei"

        return fill

    rows = pairs(name, 12, more={text: item(n) for n, text in enumerate(_EIGHT)})
    return {"a.csv": csv_of([[*row[:3], *row[4:]] for row in rows])}


def _numbers(name: str) -> Files:
    return {"a.csv": csv_of(pairs(name, more={"Tunteja": lambda k, _: str(k)}))}


_MET = {"text": "Tapasitko muita", "options": {"yes": {"fi": "Kyllä"}, "no": {"fi": "Ei"}}}
_YES = {"options": {"0": {"fi": "Ei"}, "1": {"fi": "Kyllä"}}}
CASES: Mapping[str, Case] = {
    "a_zone_named_z": Case("ends at 2024-06-30T22:00:00Z", _zone("2024-06-30T22:00:00Z"), half_years=["2024H2"]),
    "a_zone_of_hours": Case("ends at +00:00", _zone("2024-06-30T22:00:00+00:00"), half_years=["2024H2"]),
    "a_zone_without_a_colon": Case(
        "ends at 14:00 of -0800 (not in the list)", _zone("2024-06-30 14:00:00 -0800"), half_years=["2024H2"]
    ),
    "a_start_of_2034": Case(
        "one start dated 2034", _slip, outcome="fixable", said={"impossible_date": "A26"}
    ),
    "no_such_day": Case(
        "one start on 30 February (not in the list)",
        _no_such_day,
        outcome="fixable",
        said={"bad_date": "A26"},
        pairs=None,
        statuses=["refused"],
    ),
    "people_without_a_score": Case(
        "people without a score stay in every other question",
        _without_score,
        answers={"met": {"yes": 36, "no": 12}, "belong": {"2": 10, "3": 10, "4": 4}},
        survey={"questions": {"met": _MET}},
    ),
    "one_end_without_a_score": Case(
        "one pair of thirteen without a score at the end (not in the list)",
        _without_one_score,
        answers={"met": {"yes": 18, "no": 8}},
        survey={"questions": {"met": _MET}},
    ),
    "eighths": Case(
        "scores of eighths are added before they are rounded",
        _eighths,
        # Ends 6 x 3/8 + 6 x 1/8 = 3, starts 4 x 2/8 + 8 x 1/8 = 2.
        pairs=(12, 1.0),
        survey={
            "scales": {"yes": _YES},
            "questions": {f"item_{n}": {"scale": "yes", "text": text} for n, text in enumerate(_EIGHT)},
            "indicators": {
                "belonging": {
                    "title": {"fi": "Kuuluminen"},
                    "items": [f"item_{n}" for n in range(8)],
                    "score": {"method": "mean", "from": [0, 1], "to": [0, 1], "min_answered": 8},
                }
            },
        },
        form={"questions": [f"item_{n}" for n in range(8)]},
    ),
    "numbers_in_bands": Case(
        "a number question of people",
        _numbers,
        # 0 to 11 at both phases: 0-4, 5-9, 10 and 11.
        answers={"hours": {"from_0_to_5": 10, "from_5_to_10": 10, "from_10": 4}},
        survey={
            "questions": {"hours": {"type": "number", "range": [0, 60], "bands": [0, 5, 10], "text": "Tunteja"}}
        },
    ),
    "numbers_without_bands": Case(
        "a number question of people without bands is published nowhere, and the check says so",
        _numbers,
        noted=["numbers_without_bands"],
        answers={"hours": {}},
        survey={"questions": {"hours": {"type": "number", "text": "Tunteja"}}},
    ),
}  # fmt: skip
