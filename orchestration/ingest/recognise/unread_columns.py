"""What a file and its form do not share: columns that look like a question and are not read, time
points that no column has, and another questionnaire that the file fits too.

Belongs here: finding these, so that nothing that was measured is left out unsaid. Does not belong
here: questions without a column (problems), or items in other words (rewording).
"""

from __future__ import annotations

import pyarrow as pa

from orchestration.core.kept import kept
from orchestration.core.text import is_blank, normalise
from orchestration.ingest.messages.refusal import Reason, cell_name, reason
from orchestration.ingest.recognise.recognised_sheet import RecognisedSheet
from orchestration.questionnaire.matching.header_texts import header_texts
from orchestration.questionnaire.matching.labels import labels
from orchestration.questionnaire.model.questionnaire import Form, Questionnaire

_MOST_NAMED = 5


def unread_columns(recognised: RecognisedSheet) -> list[Reason]:
    """The findings about columns that are there and not read, and about those that are not there."""
    return [*_like_items(recognised), *_absent_time_points(recognised), *_rival(recognised)]


def _like_items(recognised: RecognisedSheet) -> list[Reason]:
    """Columns with the text of a question at one end of the header, and with its answers below."""
    reworded = {column for one in recognised.readings for column in one.reworded.values()}
    known = recognised.taken | reworded | recognised.sheet.unread
    questionnaire, form = recognised.layout.questionnaire, recognised.layout.form
    found = []
    for column, header in enumerate(recognised.header):
        if column in known:
            continue
        codes = _questions_at_an_end(questionnaire, form, normalise(header))
        if any(holds_answers(recognised, column, c) for c in codes):
            found.append(column)
    if not found:
        return []
    row = recognised.header_row + 1
    cells = ", ".join(cell_name(row, column) for column in found[:_MOST_NAMED])
    return [reason("unread_answers", sheet=recognised.sheet.name, cell=cells, count=len(found))]


def _absent_time_points(recognised: RecognisedSheet) -> list[Reason]:
    """Time points that the form declares and no column has, as one finding."""
    form = recognised.layout.form
    present = {part.form.constants.get("phase") for part in recognised.layout.parts}
    absent = [f"“{name}” ({p})" for name, p in form.time_points.items() if name not in present]
    if not absent:
        return []
    about = {"sheet": recognised.sheet.name, "cell": cell_name(recognised.header_row + 1, 0)}
    return [reason("absent_time_point", text=", ".join(absent), count=len(absent), **about)]


def _rival(recognised: RecognisedSheet) -> list[Reason]:
    """The other questionnaire whose columns are all there, while some of this one are not."""
    layout, rival = recognised.layout, recognised.rival
    if rival is None:
        return []
    about = {
        "sheet": recognised.sheet.name,
        "cell": cell_name(recognised.header_row + 1, 0),
        "first": layout.name,
        "found": f"{layout.found_count}/{layout.expected_count}",
        "second": rival.name,
    }
    return [reason("fits_another", **about)]


def is_at_an_end(text: str, header: str) -> bool:
    """True if a header begins or ends with a text, parted from the rest by no letter or digit."""
    before, after = header.removesuffix(text), header.removeprefix(text)
    return (after != header and not after[:1].isalnum()) or (
        before != header and not before[-1:].isalnum()
    )


# Files of one sender have one header.
@kept(2_000, objects=2)
def _questions_at_an_end(questionnaire: Questionnaire, form: Form, header: str) -> set[str]:
    """Questions of which a text is at one end of a header."""
    return {code for code, text in _texts(questionnaire, form) if is_at_an_end(text, header)}


@kept(100, objects=2)
def _texts(questionnaire: Questionnaire, form: Form) -> list[tuple[str, str]]:
    """(question, normal form of one of its header texts): of items, and where columns are named by
    time point of all questions. A text such as `1` is at the end of anything.
    """
    wanted = form.asked(questionnaire) if form.time_points else questionnaire.items()
    return [
        (target.code, key)
        for text, target, _ in header_texts(questionnaire, form)
        if target.code in wanted and any(map(str.isalpha, key := normalise(text)))
    ]


def holds_answers(recognised: RecognisedSheet, column: int, code: str) -> bool:
    """True if at least half of what a column holds may be answers to the question, or it holds
    anything where a field is asked.
    """
    cells: pa.Array = recognised.sheet.columns[column].slice(recognised.header_row + 1)
    filled = [text for text in cells.unique().to_pylist() if not is_blank(text)]
    question = recognised.layout.questionnaire.questions.get(code)
    if question is None:
        return bool(filled)
    choices = recognised.layout.questionnaire.choices(code)
    known = labels({**choices.options, **choices.missing})
    is_number = question.kind in ("number", "date")
    answers = [t for t in filled if (_is_number(t) if is_number else t in known)]
    return bool(filled) and 2 * len(answers) >= len(filled)


def _is_number(text: str) -> bool:
    return any(map(str.isdigit, text)) and not any(map(str.isalpha, text))
