"""What is wrong with the columns of a form that was recognised: missing, repeated, assumed.

Belongs here: finding these, as reasons. Pure. Does not belong here: a file that is no form that is
known (unrecognised).
"""

from __future__ import annotations

from orchestration.core.text import normalise
from orchestration.ingest.messages.refusal import Reason, cell_name, reason
from orchestration.ingest.recognise.recognised_sheet import (
    RecognisedSheet,
    form_name,
    header_text,
)
from orchestration.ingest.recognise.unread_columns import holds_answers
from orchestration.questionnaire.matching.match import HeaderIndex
from orchestration.questionnaire.matching.time_points import may_be_shared

_MOST_NAMED, _MOST_MISSING = 4, 12
# “Suostun …” and “Suostumus …” begin with the same letters, this many.
_STEM = 5


def missing(recognised: RecognisedSheet, index: HeaderIndex) -> list[Reason]:
    """Required columns that are not there: each with the header that looks most like it, and those
    that none is like as one reason.
    """
    found = [
        one for reading in recognised.readings for one in _missing(reading, recognised, index.base)
    ]
    about, form = {"sheet": recognised.sheet.name}, form_name(recognised.layout)
    reasons = []
    absent = list(dict.fromkeys(text for code, text, near in found if not near and code != "phase"))
    if absent:
        texts = ", ".join(f"“{text}”" for text in absent[:_MOST_MISSING])
        text = texts + (" …" if len(absent) > _MOST_MISSING else "")
        reasons.append(reason("missing_columns", text=text, count=len(absent), form=form, **about))
    for code, text, near in found:
        if near:
            reasons.append(reason("missing_column", cell=near, text=text, form=form, **about))
        elif code == "phase":
            reasons.append(reason("no_phase", text=text, **about))
    return list(dict.fromkeys(reasons))


def _missing(
    reading: RecognisedSheet, recognised: RecognisedSheet, index: HeaderIndex
) -> list[tuple[str, str, str]]:
    """(code, header, address of the header that looks most like it) of each missing column."""
    layout = reading.layout
    items, once = layout.questionnaire.items(), may_be_shared(layout.questionnaire)
    found = []
    for code in layout.missing:
        if code in items and code in reading.reworded:
            continue  # blocks the indicator, not the file
        # A column that all time points share has no pattern.
        header = recognised.header if code in once else reading.header
        free = ["" if i in recognised.taken else text for i, text in enumerate(header)]
        near = index.nearest(free, code)
        where = cell_name(recognised.header_row + 1, free.index(near)) if near else ""
        pattern = layout.form.time_points.get(layout.form.constants.get("phase", ""), "*")
        text = header_text(layout, code)
        found.append((code, text if code in once else pattern.replace("*", text), where))
    return found


def absent_questions(recognised: RecognisedSheet) -> list[Reason]:
    """Questions of the form that no header matches, as one finding: their answers would not be read.

    What is required refuses the file (missing), and a reworded question is named by itself. Of a row
    per person, only what is at no time point.
    """
    readings = recognised.readings
    asked = dict.fromkeys(
        code for one in readings for code in one.layout.form.asked(one.layout.questionnaire)
    )
    read = {target.code for one in readings for target in one.layout.columns.values()}
    reworded = {code for one in readings for code in one.reworded}
    absent = [code for code in asked if code not in read | reworded]
    if not absent:
        return []
    layout = recognised.layout
    texts = [f"“{header_text(layout, code)}”" for code in absent[:_MOST_NAMED]]
    more = ["…"] if len(absent) > _MOST_NAMED else []
    where = cell_name(recognised.header_row + 1, 0)
    about = {"sheet": recognised.sheet.name, "cell": where, "count": len(absent)}
    return [reason("absent_questions", text=", ".join([*texts, *more]), **about)]


def assumed(recognised: RecognisedSheet, index: HeaderIndex) -> list[Reason]:
    """Columns that look like consent, where the form takes consent as given."""
    readings = recognised.readings
    if "consent" not in recognised.layout.form.constants or any(
        reading.layout.column_of("consent") is not None for reading in readings
    ):
        return []
    known = index.base.known.items()
    starts = {key[:_STEM] for key, (target, _) in known if target.code == "consent"}
    columns = {
        column
        for reading in (recognised, *readings)
        for column, header in enumerate(reading.header)
        if column not in recognised.taken and normalise(header)[:_STEM] in starts
    }
    text = header_text(recognised.layout, "consent")
    cells = [cell_name(recognised.header_row + 1, column) for column in sorted(columns)]
    return [
        reason("assumed_consent", sheet=recognised.sheet.name, cell=c, text=text) for c in cells
    ]


def repeated(recognised: RecognisedSheet) -> list[Reason]:
    """Columns that have the same field or question, and whether they hold the same answers."""
    row = recognised.header_row + 1
    reasons = []
    pairs = [pair for part in recognised.layout.parts for pair in part.repeated]
    pairs += [
        (a, b)
        for part in recognised.layout.parts
        for a, b in part.divided
        if holds_answers(recognised, b, part.columns[a].code)
    ]
    for a, b in dict.fromkeys(pairs):
        first, second = (recognised.sheet.columns[i].slice(row) for i in (a, b))
        why = "repeated_column" if first.equals(second) else "repeated_differing"
        where = f"{cell_name(row, a)}, {cell_name(row, b)}"
        reasons.append(reason(why, sheet=recognised.sheet.name, cell=where))
    return reasons
