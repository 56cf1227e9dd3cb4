"""How each survey tool lays answers out: submissions in, rows of cells out.

Belongs here: columns, headers and date formats of Webropol, LimeSurvey and SPSS as they are
found in real exports. Does not belong here: bytes, and who sends what.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from orchestration.demo.captions import PHRASES, Captions
from orchestration.demo.people import ITEMS, Submission
from orchestration.demo.services import MUNICIPALITIES, MUNICIPALITY_ALIAS, SERVICE_ALIAS

Cell = str | int | float | datetime | None
SHEET_NAME = "Demo (synteettinen)"
SURVEY = "osallisuuskysely"
FIELDS = ("respondent_code", "consent", "phase", "service", "municipality")
COMPANIONS = ("loneliness", "effect", "effect_open")
BACKGROUND = ("age_group", "gender", "mother_tongue")
RIGHT_TO_LEFT = ("ar", "fa", "ckb")
_RLM = "\u200f"
_NBSP = "\u00a0"


@dataclass(frozen=True)
class Table:
    """One sheet: a header row and rows of cells; value labels by column where the tool has them."""

    headers: list[str]
    rows: list[list[Cell]]
    value_labels: dict[str, dict[float, str]] = field(default_factory=dict)
    column_labels: list[str] = field(default_factory=list)


def webropol(
    submissions: Sequence[Submission], captions: Captions, language: str, clock: str
) -> Table:
    """Webropol's report: question texts as headers, labels in the cells, day-first time as text.

    The forms in other languages than Finnish ask the background first.
    """
    finnish = (*FIELDS, *ITEMS, *COMPANIONS, *BACKGROUND)
    columns = finnish if language == "fi" else (*FIELDS, *BACKGROUND, *ITEMS, *COMPANIONS)
    headers = [_webropol_header(captions.header(code, language), language) for code in columns]
    rows = [
        [_day_first(s.answered_at, clock), *(_text(s, code, captions, language) for code in columns)]
        for s in submissions
    ]  # fmt: skip
    return Table(["Vastausaika", *headers], rows)


def webropol_indicator_only(submissions: Sequence[Submission], captions: Captions) -> Table:
    """The minimum data set typed from paper: bare numbers, a hyphen where nothing was ticked."""
    headers = [captions.header(code, "fi") for code in ("respondent_code", "phase", *ITEMS)]
    rows: list[list[Cell]] = [
        [
            _day_first(s.answered_at, "%H.%M"),
            s.code,
            captions.label("phase", s.phase, "fi"),
            *(_typed_number(s.answers[code], captions, code) for code in ITEMS),
        ]
        for s in submissions
    ]
    return Table(["Vastausaika", *headers], rows)


def limesurvey(submissions: Sequence[Submission], captions: Captions) -> Table:
    """LimeSurvey's response export: codes as headers, full answers, the tool's own columns.

    Two forms are unfinished: they have no `submitdate`.
    """
    columns = (*FIELDS, *ITEMS, *COMPANIONS, *BACKGROUND)
    tool = ["id", "submitdate", "lastpage", "startlanguage", "startdate", "datestamp"]
    form = captions.forms["limesurvey"]
    rows: list[list[Cell]] = []
    for number, s in enumerate(submissions, 1):
        time = f"{s.answered_at:%Y-%m-%d %H:%M:%S}"
        cells = [_text(s, code, captions, "fi") for code in columns]
        rows.append([str(number), time, "3", "fi", time, time, *cells])
    # The same people opened the form once more, answered two statements, and left.
    for number, row in enumerate([rows[10], rows[20]], len(rows) + 1):
        begun = [*row[6:13], *[""] * (len(columns) - 7)]
        rows.append([str(number), "", "1", "fi", row[4], row[5], "", *begun[1:]])
    return Table([*tool, *(form.columns[code][0] for code in columns)], rows)


def spss(submissions: Sequence[Submission], captions: Captions) -> Table:
    """SPSS: short variable names, numbers with value labels, question texts as variable labels."""
    columns = ("response_id", "answered_at", *FIELDS, *ITEMS, *COMPANIONS, *BACKGROUND)
    texts = ("respondent_code", "service", "municipality", "effect_open")
    form = captions.forms["spss"]
    numbers = {code: _numbers(captions, code) for code in columns[2:] if code not in texts}
    rows: list[list[Cell]] = []
    for position, s in enumerate(submissions, 1):
        cells = [
            numbers[code].get(_answer(s, code))
            if code in numbers
            else _text(s, code, captions, "fi")
            for code in columns[2:]
        ]
        rows.append([float(position), s.answered_at, *cells])
    return Table(
        [form.columns[code][0] for code in columns],
        rows,
        {
            form.columns[code][0]: {
                number: captions.label(code, answer, "fi") for answer, number in known.items()
            }
            for code, known in numbers.items()
        },
        [captions.header(code, "fi") for code in columns],
    )


def _numbers(captions: Captions, code: str) -> dict[str, float]:
    """Scale steps keep their number, other answers are counted from 1; missing ones from 8."""
    labels = captions.labels(code, "fi")
    question = captions.questionnaire.questions.get(code)
    missing = captions.questionnaire.choices(code).missing if question else {}
    options = [answer for answer in labels if answer not in missing]
    coded = {answer: float(number) for number, answer in enumerate(options, 1)}
    first_missing = max(8, len(options) + 1)
    return coded | {answer: float(n) for n, answer in enumerate(missing, first_missing)}


def _answer(submission: Submission, code: str) -> str:
    if code == "consent":
        return "given" if submission.has_consent else "refused"
    return submission.phase if code == "phase" else submission.answers[code]


def _text(submission: Submission, code: str, captions: Captions, language: str) -> str:
    if code == "respondent_code":
        return submission.code
    if code == "service":
        return _service(submission)
    if code == "municipality":
        return _municipality(submission)
    if code == "effect_open":
        phrase = submission.phrase
        return "" if phrase is None else PHRASES[language][phrase]
    return captions.label(code, _answer(submission, code), language)


def _service(submission: Submission) -> str:
    code, alias = SERVICE_ALIAS
    uses_alias = submission.service.code == code and submission.person_number % 40 == 0
    return alias if uses_alias else submission.service.name


def _municipality(submission: Submission) -> str:
    code, alias = MUNICIPALITY_ALIAS
    uses_alias = submission.municipality_code == code and submission.person_number % 50 == 0
    return alias if uses_alias else MUNICIPALITIES[submission.municipality_code][0]


def _typed_number(answer: str, captions: Captions, code: str) -> Cell:
    if answer.isdecimal():
        return int(answer)
    return captions.label(code, answer, "fi") if answer else "-"


def _webropol_header(text: str, language: str) -> str:
    """A trailing colon and a non-breaking space; an invisible direction character before Arabic script."""
    direction = _RLM if language in RIGHT_TO_LEFT else ""
    return f"{direction}{text}:{_NBSP}"


def _day_first(moment: datetime, clock: str) -> str:
    return f"{moment.day}.{moment.month}.{moment.year} {moment:{clock}}"
