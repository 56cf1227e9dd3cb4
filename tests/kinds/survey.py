"""The survey of the generated files: what it declares, as YAML, and what reading it needs.

Belongs here: the wordings, and a form for each tool. Decorations may declare other wordings, so
the questionnaire is written anew for each set of them and kept while the process lives.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import yaml

from orchestration.ingest.read_delivery import Context
from orchestration.ingest.readers import Limits
from orchestration.ingest.registers import registers
from orchestration.questionnaire.loading import loader

Texts = dict[str, str]
ITEMS = ("belong", "heard", "tense")
NUMBERS = ("visits", "share", "hours")
DAYS = {"start": "2024-02-15", "end": "2024-07-15"}


@dataclass(frozen=True)
class Words:
    """Every text that the survey declares, by code and language, and the rest of its forms.

    `form` is added to the form of the file; `second_language` is that of a second form that is
    otherwise the same; `twin` a second questionnaire that declares the same. `ticks` are the words
    for chosen and not chosen.
    """

    headers: dict[str, Texts]
    agreement: dict[str, Texts]
    dont_know: Texts
    phases: dict[str, Texts]
    services: dict[str, str]
    consent: dict[str, Texts]
    options: dict[str, dict[str, Texts]]
    stem: str = "Mitä mieltä olet?"
    form: dict[str, object] = field(default_factory=dict)
    second_language: str = ""
    ticks: tuple[str, str] | None = None
    twin: bool = False


def _texts(*wordings: str) -> Texts:
    return dict(zip(("fi", "en", "sv"), wordings, strict=False))


WORDS = Words(
    headers={
        "response_id": _texts("Vastausnumero", "Number of the response"),
        "answered_at": _texts("Vastauksen aika", "Time of the response"),
        "respondent_code": _texts("Vastaajakoodi", "Respondent code"),
        "phase": _texts("Mittaus", "Measurement"),
        "service": _texts("Palvelu", "Service"),
        "consent": _texts("Suostun vastausteni käyttöön", "I agree to the use of my answers"),
        "belong": _texts("Kuulun joukkoon.", "I belong."),
        "heard": _texts("Minua kuullaan.", "I am heard."),
        "tense": _texts("Olen jännittynyt.", "I am tense."),
        "gender": _texts("Sukupuoli", "Gender"),
        "sector": _texts("Kuka palvelun järjestää?", "Who arranges the service?"),
        "help": _texts("Mistä sait apua?", "Where did you get help?"),
        "visits": _texts("Käyntien määrä", "Number of visits"),
        "share": _texts("Kuinka suuri osa ajasta meni hyvin?", "What share of the time was good?"),
        "hours": _texts("Tunnit viikossa", "Hours in a week"),
        "words": _texts("Kerro omin sanoin", "In your own words"),
    },
    agreement={
        "1": _texts("Täysin eri mieltä", "Strongly disagree", "Helt av annan åsikt"),
        "2": _texts("Jokseenkin eri mieltä", "Rather disagree", "Delvis av annan åsikt"),
        "3": _texts("Siltä väliltä", "In between", "Varken eller"),
        "4": _texts("Jokseenkin samaa mieltä", "Rather agree", "Delvis av samma åsikt"),
        "5": _texts("Täysin samaa mieltä", "Strongly agree", "Helt av samma åsikt"),
    },
    dont_know=_texts("En osaa sanoa", "I do not know", "Vet inte"),
    phases={"start": _texts("Alku", "Start"), "end": _texts("Loppu", "End")},
    services={"lahti": "Lahden paja", "sysma": "Sysmän paja, iltaryhmä", "aanekoski": "Äänekosken tupa"},
    consent={"given": _texts("Kyllä", "Yes"), "refused": _texts("Ei", "No")},
    options={
        "gender": {"woman": _texts("Nainen", "Woman"), "man": _texts("Mies", "Man"), "other": _texts("Muu", "Another")},
        "sector": {
            "town": _texts("Kunta", "Municipality"),
            "state": _texts("Valtio", "State"),
            "ngo": _texts("Järjestö", "Organisation"),
        },
        "help": {
            "friends": _texts("Ystäviltä", "Friends"),
            "office": _texts("Virastosta, kuten Kelasta", "An office, such as Kela"),
            "else": _texts("Muualta", "Elsewhere"),
        },
    },
)  # fmt: skip


def questionnaire_of(words: Words, name: str = "kinds") -> dict[str, object]:
    """The questionnaire that declares these words."""
    header = words.headers
    phases = {code: {lang: [text] for lang, text in t.items()} for code, t in words.phases.items()}
    for code, event in (("start", "alku"), ("end", "loppu")):
        phases[code]["fi"].append(event)  # REDCap's name of the event
    fields: dict[str, object] = {
        name: {"header": header[name]} for name in ("response_id", "respondent_code", "service")
    }
    fields["answered_at"] = {"header": header["answered_at"]}
    fields["phase"] = {"header": header["phase"], "values": phases}
    fields["consent"] = {"header": header["consent"], "values": words.consent}
    questions: dict[str, object] = {c: {"scale": "agreement", "text": header[c]} for c in ITEMS}
    for code, options in words.options.items():
        questions[code] = {"text": header[code], "options": options}
    questions["gender"] |= {"background": True}  # type: ignore[operator]
    questions["help"] |= {"type": "multi", "other": "else"}  # type: ignore[operator]
    for code, limits in zip(NUMBERS, ([0, 5000], [0, 100], None), strict=True):
        questions[code] = {"type": "number", "text": header[code]}
        questions[code] |= {"range": limits} if limits else {}  # type: ignore[operator]
    questions["words"] = {"type": "open", "text": header["words"]}
    score = {"method": "mean", "from": [1, 5], "to": [0, 100], "min_answered": 2}
    return {
        "questionnaire": name,
        "subject": "person",
        "scope": name,
        "title": {"fi": "Koe", "en": "Trial"},
        "scales": {
            "agreement": {"options": words.agreement, "missing": {"dont_know": words.dont_know}}
        },
        "fields": fields,
        "questions": questions,
        "indicators": {
            "belonging": {
                "title": {"fi": "Kuuluminen", "en": "Belonging"},
                "items": list(ITEMS),
                "reversed_items": ["tense"],
                "score": score,
            }
        },
    }


def write_survey(folder: Path, words: Words, form: dict[str, object], name: str = "kinds") -> None:
    """Write the questionnaire and its forms below `folder`."""
    place = folder / name / "forms"
    place.mkdir(parents=True)
    _dump(place.parent / "questionnaire.yml", questionnaire_of(words, name))
    mine = {"form": "file", **form, **words.form}
    _dump(place / "file.yml", mine)
    if words.second_language:
        second = {**mine, "form": "second", "language": words.second_language}
        _dump(place / "second.yml", second)


def write_services(folder: Path, services: Iterable[tuple[str, str]]) -> None:
    """Write the register of services below `folder`."""
    columns = "service_code,name_fi,name_sv,name_en,service_type_code,organisation_name,sector_code,municipality_code"
    lines = [f'{code},"{service}",,,,,,' for code, service in services]
    folder.mkdir(exist_ok=True)
    (folder / "services.csv").write_text("\n".join([columns, *lines, ""]), encoding="utf-8")


def context_of(words: Words, form: dict[str, object]) -> Context:
    """What is needed to read a file of the survey. Raises UserError where the words collide."""
    return _context(yaml.safe_dump([words.__dict__, form], sort_keys=False), _Held(words, form))


class _Held:
    """Arguments beside a cache key that are no part of it."""

    def __init__(self, words: Words, form: dict[str, object]):
        self.words, self.form = words, form

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held)

    def __hash__(self) -> int:
        return 0


@lru_cache(maxsize=200)
def _context(_key: str, held: _Held) -> Context:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for survey in ("kinds", "twin") if held.words.twin else ("kinds",):
            write_survey(folder / "surveys", held.words, held.form, survey)
        write_services(folder / "registers", held.words.services.items())
        surveys = loader.load([folder / "surveys"])
        return Context(
            surveys, registers.load(folder / "registers"), b"s" * 32, Limits(10**7, 10**8, 300)
        )


def _dump(file: Path, content: dict[str, object]) -> None:
    file.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")
