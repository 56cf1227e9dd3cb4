"""How each tool lays answers out: its own columns, its headers, its ways of writing.

The layouts follow docs/tools.md.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from tests.kinds.known import Submission
from tests.kinds.survey import DAYS, ITEMS, NUMBERS

QUESTIONS = (*ITEMS, "gender", "sector", "help", *NUMBERS, "words")
DECLARED = "declared"
Own = tuple[str, Sequence[str], Callable[[Submission], str]]


def iso(at: datetime) -> str:
    return at.strftime("%Y-%m-%d %H:%M:%S")


def finnish(at: datetime) -> str:
    return f"{at.day}.{at.month}.{at.year} {at:%H.%M.%S}"


@dataclass(frozen=True)
class Layout:
    """One tool's way. `own` are its columns: role, header cells, text; `item`, `tick` and `plain`
    make header cells; `joined` joins a multi-select in one cell, else it has a column per option.
    """

    tool: str
    own: tuple[Own, ...]
    plain: Callable[[str, str], list[str]] = lambda code, text: [text]
    item: Callable[[str, str, str], list[str]] = lambda code, stem, text: [text]
    tick: Callable[[int, str, str, str], list[str]] = lambda n, code, stem, text: [f"{stem}:{text}"]
    joined: str = ""
    ends: str = ""
    chosen: str = ""
    not_chosen: str = ""
    fields: tuple[str, ...] = ("respondent_code", "phase", "service", "consent")
    form: dict[str, object] | None = None
    delimiter: str = ","
    wide: bool = False


def _at(write: Callable[[datetime], str], later: int = 0) -> Callable[[Submission], str]:
    return lambda s: write(s.at - timedelta(minutes=later))


def _names(names: Sequence[str], text: Callable[[Submission], str]) -> Own:
    return ("", names, text)


_REDCAP_TICKS = {code: [f"apu___{n}"] for n, code in enumerate(("friends", "office", "else"), 1)}
_REDCAP = {
    "columns": {"answered_at": ["aika"], **{code: [f"{code}_q"] for code in (*QUESTIONS, "service", "consent") if code != "help"}},
    "option_columns": {"help": _REDCAP_TICKS},
}  # fmt: skip
_WIDE = {
    "time_points": {"Alku": "*_t0", "Loppu": "*_t1"},
    "days": {"Alku": DAYS["start"], "Loppu": DAYS["end"]},
}


def _qualtrics(code: str, text: str) -> list[str]:
    return [f"Q_{code}", text, f'{{"ImportId":"QID_{code}"}}']


def _system(name: str, text: str) -> list[str]:
    return [name, text, f'{{"ImportId":"{name}"}}']


LAYOUTS = {
    "webropol": Layout(
        "webropol",
        (("answered_at", ["Vastausaika"], _at(finnish)), _names(["Sähköposti"], lambda s: "a@b.fi")),
        item=lambda code, stem, text: [f"{stem}:{text}"],
        delimiter=";",
    ),
    "limesurvey": Layout(
        "limesurvey",
        (
            ("response_id", ["id. Response ID"], lambda s: str(s.number)),
            ("answered_at", ["submitdate. Date submitted"], _at(iso)),
            _names(["lastpage. Last page"], lambda s: "2"),
            _names(["startlanguage. Start language"], lambda s: "fi"),
        ),
        plain=lambda code, text: [f"{code}q. {text}"],
        item=lambda code, stem, text: [f"mat[{code}]. {stem} [{text}]"],
        tick=lambda n, code, stem, text: [f"apu[SQ{n:03}]. {stem} [{text}]"],
        chosen="Y",
    ),
    "google_forms": Layout(
        "google_forms",
        (("answered_at", ["Aikaleima"], _at(finnish)),),
        item=lambda code, stem, text: [f"{stem} [{text}]"],
        joined=", ",
    ),
    "ms_forms": Layout(
        "ms_forms",
        (
            ("response_id", ["ID"], lambda s: str(s.number)),
            _names(["Aloitusaika"], _at(iso, 9)),
            ("answered_at", ["Valmistumisaika"], _at(iso)),
            _names(["Sähköposti"], lambda s: "anonymous"),
            _names(["Nimi"], lambda s: ""),
        ),
        joined=";",
        ends=";",
    ),
    "redcap": Layout(
        "redcap",
        (
            ("respondent_code", ["record_id"], lambda s: s.person),
            ("phase", ["redcap_event_name"], lambda s: "alku_arm_1" if s.phase == "start" else "loppu_arm_1"),
            _names(["redcap_survey_identifier"], lambda s: "a@b.fi"),
            ("answered_at", ["aika"], _at(iso)),
        ),
        plain=lambda code, text: [f"{code}_q"],
        item=lambda code, stem, text: [f"{code}_q"],
        tick=lambda n, code, stem, text: [f"apu___{n}"],
        chosen="1",
        not_chosen="0",
        fields=("service", "consent"),
        form=_REDCAP,
    ),
    "qualtrics": Layout(
        "qualtrics",
        (
            _names(_system("StartDate", "Start Date"), _at(iso, 9)),
            _names(_system("EndDate", "End Date"), _at(iso)),
            _names(_system("Status", "Response Type"), lambda s: "IP Address"),
            _names(_system("Finished", "Finished"), lambda s: "True"),
            ("answered_at", _system("RecordedDate", "Recorded Date"), _at(iso)),
            ("response_id", _system("ResponseId", "Response ID"), lambda s: f"R_{s.number}"),
            _names(_system("DistributionChannel", "Distribution Channel"), lambda s: "anonymous"),
        ),
        plain=_qualtrics,
        item=lambda code, stem, text: _qualtrics(code, f"{stem} - {text}"),
        tick=lambda n, code, stem, text: _qualtrics(f"help_{n}", f"{stem} - {text}"),
        joined=",",
    ),
    "surveymonkey": Layout(
        "surveymonkey",
        (
            ("response_id", ["Respondent ID", ""], lambda s: f"11{s.number}"),
            _names(["Collector ID", ""], lambda s: "42"),
            _names(["Date Created", ""], _at(iso, 9)),
            ("answered_at", ["Date Modified", ""], _at(iso)),
            _names(["IP Address", ""], lambda s: "10.0.0.1"),
        ),
        plain=lambda code, text: [text, "Response"],
        item=lambda code, stem, text: [stem if code == ITEMS[0] else "", text],
        tick=lambda n, code, stem, text: [stem if n == 1 else "", text],
    ),
    "alchemer": Layout(
        "alchemer",
        (
            ("response_id", ["Response ID"], lambda s: str(s.number)),
            _names(["Time Started"], _at(iso, 9)),
            ("answered_at", ["Date Submitted"], _at(iso)),
            _names(["Status"], lambda s: "Complete"),
            _names(["Contact ID"], lambda s: "7"),
            _names(["User Agent"], lambda s: "Mozilla"),
        ),
        item=lambda code, stem, text: [f"{text}:{stem}"],
        tick=lambda n, code, stem, text: [stem if n == 1 else f"Column{n}"],
    ),
    "spss": Layout(
        "spss",
        (("response_id", [DECLARED], lambda s: str(s.number)), ("answered_at", [DECLARED], _at(iso))),
        chosen="1",
        not_chosen="0",
    ),
    "excel": Layout(
        "excel",
        (("answered_at", [DECLARED], _at(iso)),),
        joined=";",
        delimiter=";",
    ),
    "paper": Layout(
        "paper",
        (("response_id", [DECLARED], lambda s: str(s.number)), ("answered_at", [DECLARED], lambda s: finnish(s.at))),
        delimiter=";",
    ),
    "wide": Layout(
        "excel",
        (),
        joined=";",
        fields=(),
        form=_WIDE,
        delimiter=";",
        wide=True,
    ),
}  # fmt: skip
# Which formats each layout is written in.
FORMATS = {
    "webropol": ("xlsx", "csv", "json"),
    "limesurvey": ("csv", "xlsx"),
    "spss": ("sav",),
    "google_forms": ("xlsx", "csv"),
    "ms_forms": ("xlsx",),
    "redcap": ("csv",),
    "qualtrics": ("csv", "xlsx"),
    "surveymonkey": ("xlsx", "csv"),
    "alchemer": ("csv", "xlsx"),
    "excel": ("xlsx", "csv"),
    "paper": ("xlsx",),
    "wide": ("xlsx", "csv"),
}


def form_of(layout: Layout) -> dict[str, object]:
    """The form that declares the layout."""
    return {"tool": layout.tool, "language": "fi", **(layout.form or {})}
