"""Which questionnaire and form a file is, and where its header row stands.

Belongs here: choosing sheet, header row and form by content. Pure. File names play no part.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from orchestration.ingest.readers import Sheet
from orchestration.ingest.refusal import Reason, Refusal, cell_name, reason
from orchestration.ingest.waves import within_time
from orchestration.questionnaire.codebook import caption
from orchestration.questionnaire.loader import Survey
from orchestration.questionnaire.match import HeaderIndex, Layout, best_layouts

# A header row must carry this share of a form's columns to be taken for that form.
_CLEAR_SHARE = 0.5


@dataclass(frozen=True)
class Found:
    """A sheet read as a form: the layout and the index of its header row."""

    sheet: Sheet
    header_row: int
    header: list[str]
    layout: Layout

    @property
    def first_row(self) -> int:
        """1-based spreadsheet row of the first answer."""
        return self.header_row + 2


def indexes(surveys: Iterable[Survey]) -> list[HeaderIndex]:
    """One header index per form of every survey."""
    return [HeaderIndex.of(survey, form) for survey in surveys for form in survey.forms]


def recognise(sheets: Iterable[Sheet], known: list[HeaderIndex]) -> Found:
    """Find the best sheet, header row and form. Raises Refusal when none or two fit."""
    candidates = [
        (layouts, Found(sheet, row, header, layouts[0]))
        for sheet in sheets
        for row, header in enumerate(sheet.head())
        if (layouts := best_layouts(known, header))
    ]
    if not candidates:
        raise Refusal(reason("unknown_questionnaire"))
    # The earliest of equals: a repeated header further down is data gone wrong, not the header.
    layouts, found = max(candidates, key=lambda c: (c[0][0].score, c[0][0].own))
    if not (layouts := within_time(layouts, found.sheet, found.header_row)):
        raise Refusal(reason("no_wave", sheet=found.sheet.name))
    found = replace(found, layout=layouts[0])
    best = found.layout
    if len({t.code for t in best.columns.values()}) < _CLEAR_SHARE * len(
        best.form.asked(best.questionnaire)
    ):
        raise Refusal(reason("unknown_questionnaire"))
    _refuse_tie(layouts, found)
    if problems := [*_missing(found, known), *_repeated(found)]:
        raise Refusal(*problems)
    return found


def _refuse_tie(layouts: list[Layout], found: Found) -> None:
    best = found.layout
    for other in layouts[1:]:
        if (other.score, other.own) == (best.score, best.own) and not best.means_the_same(other):
            first, second = (
                f"{x.questionnaire.questionnaire}/{x.form.form}" for x in (best, other)
            )
            raise Refusal(
                reason("two_forms_fit", sheet=found.sheet.name, first=first, second=second)
            )


def _missing(found: Found, known: list[HeaderIndex]) -> list[Reason]:
    layout = found.layout
    index = next(i for i in known if i.survey is layout.survey and i.form is layout.form)
    free = [t for i, t in enumerate(found.header) if i not in layout.columns]
    reasons = []
    for code in layout.missing:
        text = header_text(layout, code)
        near = index.nearest(free, code)
        where = cell_name(found.header_row + 1, found.header.index(near)) if near else ""
        hint = f" ({where}?)" if where else ""
        reasons.append(
            reason("missing_column", sheet=found.sheet.name, cell=where, text=text, nearest=hint)
        )
    return reasons


def _repeated(found: Found) -> list[Reason]:
    row = found.header_row + 1
    return [
        reason(
            "repeated_column",
            sheet=found.sheet.name,
            cell=f"{cell_name(row, a)}, {cell_name(row, b)}",
        )
        for a, b in found.layout.repeated
    ]


def header_text(layout: Layout, code: str) -> str:
    """The declared header of a field or question in the file's language."""
    questionnaire = layout.questionnaire
    if code in questionnaire.questions:
        return caption(questionnaire.questions[code].text, layout.language)
    declared = questionnaire.fields.declared().get(code)
    if declared:
        return caption(declared.header, layout.language)
    return next(iter(layout.form.columns.get(code, [code])), code)
