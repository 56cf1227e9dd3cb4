"""Why a file was not recognised, or not fully: what is nearest, what is missing, what is double.

Belongs here: turning a choice that is not clear into reasons. Pure.
"""

from __future__ import annotations

from orchestration.core.text import normalise
from orchestration.ingest.messages.form_messages import NEAREST_HEADER
from orchestration.ingest.messages.message import Phrase
from orchestration.ingest.messages.refusal import Reason, cell_name, reason
from orchestration.ingest.recognise.recognised_sheet import RecognisedSheet, header_text
from orchestration.questionnaire.matching.match import HeaderIndex, Layout
from orchestration.questionnaire.matching.time_points import may_be_shared

_TOLD_APART = 4
# So much of a word is alike in “Suostun …” and “Suostumus …”.
_STEM = 5


def weak(sheet: str, row: int, best: Layout, second: Layout | None) -> Reason:
    """Too little of any form is there: the nearest two, and how many of their columns."""
    nearest = [layout for layout in (best, second) if layout]
    told = "; ".join(f"{lay.name} {lay.found_count}/{lay.expected_count}" for lay in nearest)
    cell = cell_name(row + 1, min(best.columns))
    return reason("weak_match", sheet=sheet, cell=cell, nearest=told)


def several_in_a_row(
    sheet: str, row: int, header: list[str], known: list[HeaderIndex]
) -> Reason | None:
    """A table with a row per person: most items of some form come in two or more columns, each
    with the item's text at one end. Which columns, if it is one.
    """
    texts = {normalise(text): text for text in header if text.strip()}
    for index in (index.base for index in known):
        items = index.survey.questionnaire.items() & set(
            index.form.asked(index.survey.questionnaire)
        )
        found = {item: _ended_by(texts, index, item) for item in sorted(items)}
        again = [columns for columns in found.values() if len(columns) > 1]
        if items and 2 * len(again) >= len(items):
            cells = [cell_name(row + 1, header.index(text)) for text in again[0][:_TOLD_APART]]
            return reason("several_in_a_row", sheet=sheet, cell=", ".join(cells))
    return None


def _ended_by(texts: dict[str, str], index: HeaderIndex, item: str) -> list[str]:
    """Header texts that begin or end with a text of the item and a sign that is no letter."""
    keys = [key for key, (target, _) in index.known.items() if target.code == item]
    return [
        text
        for said, text in texts.items()
        if any(
            (said.startswith(key) and not said[len(key) : len(key) + 1].isalnum())
            or (said.endswith(key) and not said[: -len(key)][-1:].isalnum())
            for key in keys
        )
    ]


def equally_good_forms(sheet: str, row: int, layouts: list[Layout]) -> Reason | None:
    """Two forms fit equally well but would be read differently: which, and what differs."""
    best = layouts[0]
    for other in layouts[1:]:
        if (other.score, other.own) == (best.score, best.own) and not best.means_the_same(other):
            names = {
                "first": best.name,
                "second": other.name,
                "difference": _difference(best, other),
            }
            return reason("two_forms_fit", sheet=sheet, cell=cell_name(row + 1, 0), **names)
    return None


def missing(found: RecognisedSheet, index: HeaderIndex) -> list[Reason]:
    """Required columns that are not there, each with the header that looks most like it."""
    told = [one for reading in found.readings for one in _missing(reading, found, index.base)]
    return list(dict.fromkeys(told))


def _missing(reading: RecognisedSheet, found: RecognisedSheet, index: HeaderIndex) -> list[Reason]:
    layout = reading.layout
    items, once = layout.questionnaire.items(), may_be_shared(layout.questionnaire)
    reasons = []
    for code in layout.missing:
        if code in items and code in reading.reworded:
            continue  # blocks the indicator, not the file
        # A column that all time points share carries no mark.
        header = found.header if code in once else reading.header
        free = ["" if i in found.taken else text for i, text in enumerate(header)]
        near = index.nearest(free, code)
        where = cell_name(found.header_row + 1, free.index(near)) if near else ""
        nearest = NEAREST_HEADER.filled(cell=where) if where else Phrase()
        pattern = layout.form.time_points.get(layout.form.constants.get("phase", ""), "*")
        text = header_text(layout, code)
        text = text if code in once else pattern.replace("*", text)
        about = {"sheet": found.sheet.name, "cell": where, "text": text}
        if code == "phase" and not near:
            reasons.append(reason("no_phase", **about))
        else:
            reasons.append(reason("missing_column", nearest=nearest, **about))
    return reasons


def assumed(found: RecognisedSheet, index: HeaderIndex) -> list[Reason]:
    """A column that looks like consent, beside a form that takes consent for given."""
    readings = found.readings
    if "consent" not in found.layout.form.constants or any(
        reading.layout.column_of("consent") is not None for reading in readings
    ):
        return []
    known = index.base.known.items()
    starts = {key[:_STEM] for key, (target, _) in known if target.code == "consent"}
    columns = {
        column
        for reading in (found, *readings)
        for column, header in enumerate(reading.header)
        if column not in found.taken and normalise(header)[:_STEM] in starts
    }
    text = header_text(found.layout, "consent")
    cells = [cell_name(found.header_row + 1, column) for column in sorted(columns)]
    return [reason("assumed_consent", sheet=found.sheet.name, cell=c, text=text) for c in cells]


def repeated(found: RecognisedSheet) -> list[Reason]:
    """Columns that carry the same thing."""
    row = found.header_row + 1
    return [
        reason(
            "repeated_column",
            sheet=found.sheet.name,
            cell=f"{cell_name(row, a)}, {cell_name(row, b)}",
        )
        for a, b in dict.fromkeys(pair for part in found.layout.parts for pair in part.repeated)
    ]


def _difference(best: Layout, other: Layout) -> str:
    """What the two forms declare differently."""
    mine, theirs = ({t.code for t in lay.columns.values()} for lay in (best, other))
    told = [
        ", ".join(f"“{header_text(lay, code)}”" for code in sorted(codes)[:_TOLD_APART])
        for lay, codes in ((best, mine - theirs), (other, theirs - mine))
        if codes
    ]
    for name in ("constants", "codes", "version", "language"):
        first, second = getattr(best.form, name), getattr(other.form, name)
        if first != second:
            told.append(f"{name}: {first} / {second}")
    return " · ".join(told) or "–"
