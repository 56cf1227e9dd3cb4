"""How answers of organisations are laid out: Webropol's export, and logs kept by hand in Excel.

Belongs here: rows of codes in, a table of texts out. Does not belong here: who answers what.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from orchestration.demo.captions import Captions
from orchestration.demo.sheets import Cell, Table

# Question or field -> a code, a text as it is typed, or the codes of a question with several.
Row = Mapping[str, str | Sequence[str]]
SYNTHETIC = "synteettinen esimerkki"


def webropol(rows: Sequence[Row], captions: Captions) -> Table:
    """Webropol's report in Finnish: a column per option of a question with several.

    The last column is a remark that somebody added by hand.
    """
    return _table(rows, captions, "Vastausaika", is_ticked=True)


def log(rows: Sequence[Row], captions: Captions) -> Table:
    """A log in Finnish as people keep it: several options are in one cell, between semicolons."""
    return _table(rows, captions, captions.header("answered_at", "fi"), is_ticked=False)


def several(count: int, chosen: Mapping[str, int], start: int = 0) -> list[list[str]]:
    """Choices of `count` respondents: each option by as many as it says, from `start` onwards."""
    rows: list[list[str]] = [[] for _ in range(count)]
    for offset, (option, wanted) in enumerate(chosen.items()):
        for place in range(wanted):
            rows[(start + offset + place) % count].append(option)
    return rows


def _table(rows: Sequence[Row], captions: Captions, time_header: str, *, is_ticked: bool) -> Table:
    questions, fields = captions.questionnaire.questions, captions.questionnaire.fields.declared()
    codes = [*(code for code in fields if any(code in row for row in rows)), *questions]
    headers: list[str] = []
    for code in codes:
        text = time_header if code == "answered_at" else captions.header(code, "fi")
        headers += [f"{text}:{label}" for label in _labels(captions, code)] if is_ticked and _is_several(captions, code) else [text]  # fmt: skip
    cells = [[c for code in codes for c in _cells(row, code, captions, is_ticked)] for row in rows]
    return Table([*headers, "Huom"], [[*row, SYNTHETIC] for row in cells])


def _cells(row: Row, code: str, captions: Captions, is_ticked: bool) -> list[Cell]:
    answer = row.get(code, "")
    if _is_several(captions, code):
        chosen = [captions.label(code, option, "fi") for option in answer]
        labels = _labels(captions, code) if is_ticked else []
        return [label if label in chosen else "" for label in labels] or ["; ".join(chosen)]
    question = captions.questionnaire.questions.get(code)
    is_typed = question is None or question.kind in ("number", "date", "open")
    return [str(answer) if is_typed else captions.label(code, str(answer), "fi")]


def _is_several(captions: Captions, code: str) -> bool:
    question = captions.questionnaire.questions.get(code)
    return question is not None and question.kind == "multi"


def _labels(captions: Captions, code: str) -> list[str]:
    options = captions.questionnaire.choices(code).options
    return [captions.label(code, option, "fi") for option in options]
