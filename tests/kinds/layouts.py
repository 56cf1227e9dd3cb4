"""How each tool lays known answers out: its own columns, its headers, its ways of writing.

The layouts follow docs/tools.md. Decorations come afterwards.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction

from tests.kinds.known import DONT_KNOW, Submission
from tests.kinds.survey import DAYS, ITEMS, NUMBERS, Words
from tests.kinds.table import Cell, Column, Table

QUESTIONS = (*ITEMS, "gender", "sector", "help", *NUMBERS, "words")
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
        (("response_id", ["Vastausnumero"], lambda s: str(s.number)), ("answered_at", ["Vastauksen aika"], _at(iso))),
        chosen="1",
        not_chosen="0",
    ),
    "excel": Layout(
        "excel",
        (("answered_at", ["Vastauksen aika"], _at(iso)),),
        joined=";",
        delimiter=";",
    ),
    "paper": Layout(
        "paper",
        (("response_id", ["Vastausnumero"], lambda s: str(s.number)), ("answered_at", ["Vastauksen aika"], lambda s: finnish(s.at))),
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


def laid_out(
    layout: Layout, forms: list[Submission], words: Words, language: str, kind: str
) -> Table:
    """The forms as a table of the tool."""
    if layout.wide:
        return _wide(layout, forms, words, language, kind)
    table = Table(words, language, [], [[form] for form in forms], delimiter=layout.delimiter)
    for role, headers, write in layout.own:
        table.columns.append(Column(role, list(headers), [_own(role, write(f), f, kind) for f in forms]))  # fmt: skip
    for role in (*layout.fields, *QUESTIONS):
        table.columns += columns_of(layout, role, forms, table, kind)
    return table


def _own(role: str, text: str, form: Submission, kind: str) -> Cell:
    if kind == "json" and role == "answered_at":
        return Cell(form.at.isoformat())
    dated = kind == "sav" or (kind == "xlsx" and text == iso(form.at))
    return Cell(text, form.at if role == "answered_at" and dated else None, "yyyy-mm-dd hh:mm:ss")


def columns_of(
    layout: Layout, role: str, forms: Sequence[Submission | None], table: Table, kind: str
) -> list[Column]:
    """The columns of a field or question."""
    words, language = table.words, table.language
    text = words.headers[role].get(language, words.headers[role]["fi"])
    if role == "help" and not layout.joined:
        return [
            Column(
                f"help:{code}",
                layout.tick(n, code, text, caption(labels, language)),
                [_ticked(layout, f, code, caption(labels, language), words.ticks) for f in forms],
            )
            for n, (code, labels) in enumerate(words.options["help"].items(), 1)
        ]
    stem = words.stem
    headers = layout.item(role, stem, text) if role in ITEMS else layout.plain(role, text)
    cells = [Cell() if form is None else cell_of(layout, role, form, table, kind) for form in forms]
    return [Column(role, headers, cells)]


def caption(texts: dict[str, str], language: str) -> str:
    """The text in a language, in Finnish where there is none."""
    return texts.get(language, texts["fi"])


def _ticked(
    layout: Layout, form: Submission | None, code: str, label: str, ticks: tuple[str, str] | None
) -> Cell:
    if form is None:
        return Cell()
    chosen = code in (form.answers["help"] or ())
    if ticks:
        return Cell(ticks[0] if chosen else ticks[1])
    return Cell((layout.chosen or label) if chosen else layout.not_chosen)


def cell_of(layout: Layout, role: str, form: Submission, table: Table, kind: str) -> Cell:
    """The cell of a form, as the tool writes it without decorations."""
    words, language = table.words, table.language
    if role == "respondent_code":
        return Cell(form.person)
    if role == "phase":
        return Cell(caption(words.phases[form.phase], language))
    if role == "service":
        return Cell(words.services[form.service])
    if role == "consent":
        return Cell(caption(words.consent["given" if form.consent else "refused"], language))
    value = form.answers[role]
    if value in (None, ""):
        return Cell()
    if role in ITEMS:
        labels = words.dont_know if value == DONT_KNOW else words.agreement[value]
        return Cell(caption(labels, language))
    if role == "help":
        texts = [caption(t, language) for c, t in words.options["help"].items() if c in value]
        return Cell(layout.joined.join(texts) + layout.ends)
    if role in NUMBERS:
        return number_cell(value, kind)
    return Cell(value if role == "words" else caption(words.options[role][value], language))


def number_cell(value: Fraction, kind: str) -> Cell:
    """A number as text, and in a workbook as a number."""
    text = str(value.numerator) if value.denominator == 1 else str(float(value))
    return Cell(text, float(value) if kind in ("xlsx", "sav") else None)


def _wide(layout: Layout, forms: list[Submission], words: Words, language: str, kind: str) -> Table:
    by_person: dict[str, dict[str, Submission]] = {}
    for form in forms:
        by_person.setdefault(form.person, {})[form.phase] = form
        form.at = datetime.fromisoformat(DAYS[form.phase])
        form.answers["visits"] = form.answers["visits"] or Fraction(1)  # nobody's form is all blank
    for both in by_person.values():
        # Who refuses at one time point is left out at all of them.
        for form in both.values():
            form.consent = all(one.consent for one in both.values())
    whole = list(by_person.values())
    table = Table(
        words, language, [], [[b[p] for p in DAYS if p in b] for b in whole], delimiter=";"
    )
    starts = [both["start"] for both in whole]
    for role in ("respondent_code", "service", "consent"):
        table.columns += columns_of(layout, role, starts, table, kind)
    for phase, suffix in (("start", "_t0"), ("end", "_t1")):
        for role in QUESTIONS:
            for column in columns_of(
                layout, role, [both.get(phase) for both in whole], table, kind
            ):
                column.headers = [column.headers[0] + suffix]
                column.point = phase
                table.columns.append(column)
    return table
