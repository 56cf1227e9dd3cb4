"""Why a file was not recognised, or not fully: the nearest form, missing and repeated columns.

Belongs here: turning a choice that is not clear into reasons. Pure.
"""

from __future__ import annotations

from orchestration.core.text import normalise
from orchestration.ingest.messages.form_messages import NEAREST_HEADER
from orchestration.ingest.messages.message import Phrase
from orchestration.ingest.messages.refusal import Reason, cell_name, reason
from orchestration.ingest.recognise.recognised_sheet import RecognisedSheet, header_text
from orchestration.ingest.recognise.unread_columns import is_at_an_end
from orchestration.questionnaire.matching.match import HeaderIndex, Layout
from orchestration.questionnaire.matching.time_points import may_be_shared

_MOST_NAMED = 4
# A text without a letter, such as `1`, is at an end of many headers that have nothing to do with it.
_LETTERS = 1
# “Suostun …” and “Suostumus …” begin with the same letters, this many.
_STEM = 5


def weak(sheet: str, row: int, best: Layout, second: Layout | None) -> Reason:
    """Too few headers of any form: the nearest two, and how many of their columns were found."""
    nearest = [layout for layout in (best, second) if layout]
    names = "; ".join(f"{lay.name} {lay.found_count}/{lay.expected_count}" for lay in nearest)
    cell = cell_name(row + 1, min(best.columns))
    return reason("weak_match", sheet=sheet, cell=cell, nearest=names)


def several_in_a_row(
    sheet: str, row: int, header: list[str], known: list[HeaderIndex]
) -> Reason | None:
    """A table with a row per person: most items of some form come in two or more columns, each
    with the item's text at one end. Returns None for any other table.
    """
    texts = {normalise(text): text for text in header if text.strip()}
    for index in (index.base for index in known):
        items = index.survey.questionnaire.items() & set(
            index.form.asked(index.survey.questionnaire)
        )
        recognised = {item: _ended_by(texts, index, item) for item in sorted(items)}
        again = [columns for columns in recognised.values() if len(columns) > 1]
        if items and 2 * len(again) >= len(items):
            cells = [cell_name(row + 1, header.index(text)) for text in again[0][:_MOST_NAMED]]
            return reason("several_in_a_row", sheet=sheet, cell=", ".join(cells))
    return None


def _ended_by(texts: dict[str, str], index: HeaderIndex, item: str) -> list[str]:
    """Header texts that begin or end with a text of the item, parted by no letter or digit."""
    keys = [
        key
        for key, (target, _) in index.known.items()
        if target.code == item and sum(map(str.isalpha, key)) >= _LETTERS
    ]
    return [
        text
        for whole, text in texts.items()
        if any(whole == key or is_at_an_end(key, whole) for key in keys)
    ]


def missing(recognised: RecognisedSheet, index: HeaderIndex) -> list[Reason]:
    """Required columns that are not there, each with the header that looks most like it."""
    reasons = [
        one for reading in recognised.readings for one in _missing(reading, recognised, index.base)
    ]
    return list(dict.fromkeys(reasons))


def _missing(
    reading: RecognisedSheet, recognised: RecognisedSheet, index: HeaderIndex
) -> list[Reason]:
    layout = reading.layout
    items, once = layout.questionnaire.items(), may_be_shared(layout.questionnaire)
    reasons = []
    for code in layout.missing:
        if code in items and code in reading.reworded:
            continue  # blocks the indicator, not the file
        # A column that all time points share has no pattern.
        header = recognised.header if code in once else reading.header
        free = ["" if i in recognised.taken else text for i, text in enumerate(header)]
        near = index.nearest(free, code)
        where = cell_name(recognised.header_row + 1, free.index(near)) if near else ""
        nearest = NEAREST_HEADER.filled(cell=where) if where else Phrase()
        pattern = layout.form.time_points.get(layout.form.constants.get("phase", ""), "*")
        text = header_text(layout, code)
        text = text if code in once else pattern.replace("*", text)
        about = {"sheet": recognised.sheet.name, "cell": where, "text": text}
        if code == "phase" and not near:
            reasons.append(reason("no_phase", **about))
        else:
            reasons.append(reason("missing_column", nearest=nearest, **about))
    return reasons


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
    for a, b in dict.fromkeys(pairs):
        first, second = (recognised.sheet.columns[i].slice(row) for i in (a, b))
        why = "repeated_column" if first.equals(second) else "repeated_differing"
        where = f"{cell_name(row, a)}, {cell_name(row, b)}"
        reasons.append(reason(why, sheet=recognised.sheet.name, cell=where))
    return reasons
