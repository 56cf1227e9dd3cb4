"""Kind 3: something unknown is given a meaning."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tests.faults.survey import Case, Files, csv_of, header, pairs, xlsx_of

_CONSENT = {
    "header": "Suostun vastausteni käyttöön",
    "values": {"given": {"fi": "Kyllä"}, "refused": {"fi": "Ei"}},
}
_HELP = {
    "type": "multi",
    "other": "else",
    "text": "Kuka auttoi",
    "options": {
        "friends": {"fi": "Friends"}, "family": {"fi": "Family"}, "work": {"fi": "Work"}, "else": {"fi": "Joku muu"},
    },
}  # fmt: skip


def _consent(word: str) -> Callable[[str], Files]:
    """An export with consent, and the next, cumulative one that writes it otherwise."""

    def files(name: str) -> Files:
        first, second = (
            pairs(name, more={"Suostun vastausteni käyttöön": lambda *_, w=w: w})
            for w in ("Kyllä", word)
        )
        return {"ensin.csv": csv_of(first), "sitten.csv": csv_of(second)}

    return files


def _withdrawn(said: str = "unknown_consent", statuses: tuple[str, ...] = ("accepted", "refused")) -> dict:  # fmt: skip
    return {
        "outcome": "fixable",
        "said": {said: "E2"},
        "statuses": statuses,
        "survey": {"fields": {"consent": _CONSENT}},
    }


def _column(text: str, fill: Callable[[int], object]) -> Callable[[str], Files]:
    return lambda name: {"a.csv": csv_of(pairs(name, more={text: lambda k, _: fill(k)}))}


def _workbook(text: str, fill: Callable[[int], object]) -> Callable[[str], Files]:
    return lambda name: {"a.xlsx": xlsx_of(pairs(name, more={text: lambda k, _: fill(k)}))}


def _two_stems(name: str) -> Files:
    rows = pairs(name, more={"toinen": lambda k, _: "Eri mieltä" if k % 2 else "Samaa mieltä"})
    item = header(name, "Kuulun joukkoon")
    rows[0][3:5] = [f"Ennen - {item}", f"Nyt - {item}"]
    return {"a.csv": csv_of(rows)}


def _ticks(name: str) -> Files:
    """Twelve people: six chose friends, four chose nobody, all others not: Kyllä or Ei in each column."""
    stem = header(name, "Kuka auttoi")
    chosen = {"Ystävä": lambda k: k < 6, "Ei": lambda k: k >= 8}
    rows = pairs(name, more={n: lambda k, _, f=f: "Kyllä" if f(k) else "Ei" for n, f in chosen.items()})  # fmt: skip
    rows[0][4:] = [f"apu[SQ{n}]. {stem} [{option}]" for n, option in enumerate(chosen, 1)]
    return {"a.csv": csv_of(rows)}


def _thousands(name: str) -> Files:
    texts = ["850", "1.250", "2.000", "940"]
    return {"a.csv": csv_of(pairs(name, more={"Rahaa": lambda k, _: texts[k % 4]}))}


_LOG = """
questionnaire: thousands_of_a_log
subject: organisation
scope: thousands_of_a_log
title: {fi: Loki}
fields:
  answered_at: {header: {fi: Käynnin päivä}, required: true}
  response_id: {header: {fi: Käynnin numero}}
questions:
  met: {type: number, text: {fi: Kohtaamisia käynnillä}}
activity: {counts: {met: encounters}}
"""


def _log(_: str) -> Files:
    texts = ["850", "1.250", "2.000", "940"]
    rows = [[f"{n}.3.2024", str(n), text] for n, text in enumerate(texts, 1)]
    return {"a.csv": csv_of([["Käynnin päivä", "Käynnin numero", "Kohtaamisia käynnillä"], *rows])}


_MONEY = {"type": "number", "range": [100, 9000], "bands": [100, 1000], "text": "Rahaa"}
_VISITS = {"type": "number", "range": [0, 900], "bands": [0, 20], "text": "Käyntejä"}
_GENDER = {"text": "Sukupuoli", "options": {"woman": {"fi": "Nainen"}, "man": {"fi": "Mies"}}}
CASES: Mapping[str, Case] = {
    "consent_as_a_number": Case("consent becomes 1 in the next export", _consent("1"), **_withdrawn()),
    "consent_as_a_boolean": Case("consent becomes TRUE in the next export", _consent("TRUE"), **_withdrawn()),
    "consent_as_a_sentence": Case(
        "consent becomes the sentence of its box in the next export",
        _consent("Suostun siihen, että vastauksiani käytetään"),
        **_withdrawn(),
    ),
    "consent_as_a_tick": Case("consent becomes x (not in the list)", _consent("x"), **_withdrawn()),
    "consent_unknown_at_first": Case(
        "consent is 1 in the first export",
        lambda name: {"a.csv": csv_of(pairs(name, more={"Suostun vastausteni käyttöön": lambda *_: "1"}))},
        **_withdrawn(statuses=("refused",)) | {"pairs": None},
    ),
    "consent_refused_by_all": Case(
        "a declared refusal in every row of the next export waits for a person",
        _consent("Ei"),
        outcome="clean",
        statuses=["accepted", "on_hold"],
        survey={"fields": {"consent": _CONSENT}},
    ),
    "blank_separated_options": Case(
        "friends family is two options, and none of them the other one",
        _column("Kuka auttoi", lambda k: ("friends family", "Friends Family Work", "friends", "naapuri")[k % 4]),
        answers={"help": {"friends": 18, "family": 12, "work": 6, "else": 6}},
        survey={"questions": {"help": _HELP}},
    ),
    "options_that_cannot_be_split": Case(
        "friends/family is not split and not the other option",
        _column("Kuka auttoi", lambda k: "friends/family" if k == 0 else "friends"),
        outcome="fixable",
        said={"undivided_options": "E2"},
        pairs=None,
        statuses=["refused"],
        survey={"questions": {"help": _HELP}},
    ),
    "an_item_under_two_stems": Case(
        "Ennen … - item and Nyt … - item",
        _two_stems,
        outcome="fixable",
        said={"repeated_differing": "D1, E1"},
        pairs=None,
        statuses=["refused"],
    ),
    "an_option_named_no": Case(
        "Kyllä/Ei tick columns where an option is named Ei",
        _ticks,
        answers={"help": {"friends": 12, "nobody": 8}},
        survey={
            "questions": {
                "help": {"type": "multi", "text": "Kuka auttoi", "options": {"friends": {"fi": "Ystävä"}, "nobody": {"fi": "Ei"}}}
            }
        },
    ),
    "thousands_of_a_range": Case(
        "850, 1.250, 2.000, 940 in a range that decides",
        _thousands,
        answers={"money": {"from_100_to_1000": 12, "from_1000": 12}},
        survey={"questions": {"money": _MONEY}},
    ),
    "thousands_of_a_log": Case(
        "850, 1.250, 2.000, 940 encounters of a log",
        _log,
        pairs=None,
        whole=_LOG,
        figures={
            "select sum(encounter_count)::int from {fct_activity} join {dim_questionnaire}"
            " using (questionnaire_key) where questionnaire_code = 'thousands_of_a_log'": (5040,)
        },
    ),
    "thousands_without_a_range": Case(
        "850, 1.250, 2.000, 940 where nothing decides",
        _thousands,
        outcome="fixable",
        said={"ambiguous_dot": "E4"},
        pairs=None,
        statuses=["refused"],
        survey={"questions": {"money": {"type": "number", "text": "Rahaa"}}},
    ),
    "footnotes": Case(
        "12¹, 30², 25, 18³",
        _column("Käyntejä", lambda k: ("12¹", "30²", "25", "18³")[k % 4]),
        answers={"visits": {"from_0_to_20": 12, "from_20": 12}},
        survey={"questions": {"visits": _VISITS}},
    ),
    "bare_codes_of_options": Case(
        "1 and 2 for options that have words only (not in the list)",
        _column("Sukupuoli", lambda k: "12"[k % 2]),
        outcome="fixable",
        said={"unknown_label": "E2"},
        pairs=None,
        statuses=["refused"],
        survey={"questions": {"gender": _GENDER}},
    ),
    "a_boolean_for_an_option": Case(
        "true and false of a spreadsheet for options that have words only (not in the list)",
        _workbook("Sukupuoli", lambda k: k % 2 == 0),
        outcome="fixable",
        said={"unknown_label": "E2"},
        pairs=None,
        statuses=["refused"],
        survey={"questions": {"gender": _GENDER}},
    ),
}  # fmt: skip
