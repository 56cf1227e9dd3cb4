"""Which questionnaire and form a file is, and where its header is.

Belongs here: choosing sheet, header and form by content. Pure. File names play no part.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import pyarrow as pa
import pyarrow.compute as pc

from orchestration.core.kept import kept
from orchestration.ingest.messages.refusal import Reason, Refusal, cell_name, reason
from orchestration.ingest.readers import Sheet
from orchestration.ingest.readers.survey_tools import roles_in, tool_named
from orchestration.ingest.readers.text_columns import plain_text
from orchestration.ingest.recognise.clocks import stated_zones
from orchestration.ingest.recognise.header import Header, possible_headers
from orchestration.ingest.recognise.merged_cells import fill_merged_cells
from orchestration.ingest.recognise.problems import (
    assumed,
    missing,
    repeated,
)
from orchestration.ingest.recognise.recognised_sheet import RecognisedSheet, header_text
from orchestration.ingest.recognise.rivals import also_fits, stated_first, two_forms, unknown_form
from orchestration.ingest.recognise.time_points import add_reworded_columns
from orchestration.ingest.recognise.unrecognised import why_unrecognised
from orchestration.ingest.recognise.waves import within_time
from orchestration.questionnaire.matching.best_case import BestCase
from orchestration.questionnaire.matching.layout import Layout
from orchestration.questionnaire.matching.match import HeaderIndex, best_layouts
from orchestration.questionnaire.matching.wide_index import index_of
from orchestration.questionnaire.model.questionnaire import Form, Survey

__all__ = ["RecognisedSheet", "header_indexes", "header_text", "recognise"]

# The key of a folder's statement that names the form of its files.
_FORM = "form"


@dataclass(frozen=True)
class _Candidate:
    sheet: Sheet
    header: Header
    layouts: list[Layout]

    @property
    def rank(self) -> tuple:
        """Best first by order: a visible sheet, what matches, the fewest and earliest rows."""
        best, rows = self.layouts[0], self.header.last - self.header.first
        return (best.is_clear and not self.sheet.is_hidden, best.score, best.own, -rows)


def header_indexes(surveys: Iterable[Survey]) -> list[HeaderIndex]:
    """One header index per form of every survey."""
    return [index_of(survey, form) for survey in surveys for form in survey.forms]


def recognise(
    sheets: Iterable[Sheet],
    known: list[HeaderIndex],
    stated: Mapping[str, str] | None = None,
) -> RecognisedSheet:
    """Find the best sheet, header and form; `stated` are fields that the sender's folder states.

    Raises Refusal when none fits, when two fit, or when a required column is missing.
    """
    recognised = _with_stated(closest(sheets, known, stated), stated or {})
    index = _index_of(recognised.layout, known)
    if problems := [
        *missing(recognised, index),
        *repeated(recognised),
        *assumed(recognised, index),
    ]:
        raise Refusal(*problems)
    sheet = fill_merged_cells(recognised.sheet, recognised.header_row)
    return _with_columns_joined(replace(recognised, sheet=sheet))


def closest(
    sheets: Iterable[Sheet], known: list[HeaderIndex], stated: Mapping[str, str] | None = None
) -> RecognisedSheet:
    """The sheet, header and form that fit best, whatever is missing. Raises Refusal."""
    sheets, stated_form = list(sheets), (stated or {}).get(_FORM)
    if wrong := unknown_form(stated_form, known):
        raise Refusal(wrong)
    candidates = _candidates(sheets, known)
    if not any(layout.is_clear for c in candidates for layout in c.layouts):
        raise Refusal(_why_unrecognised(sheets, known))
    # The earliest of equals: a header repeated further down is among the data by mistake.
    best = max(candidates, key=lambda candidate: candidate.rank)
    layouts = within_time(best.layouts, best.sheet, best.header.last)
    if not layouts:
        raise Refusal(reason("no_wave", sheet=str(best.sheet.number)))
    layouts = stated_first(layouts, stated_form)
    best, layout = replace(best, layouts=layouts), layouts[0]
    is_stated = layout.name == stated_form
    second = _second(candidates, layout)
    if not layout.is_clear:
        raise Refusal(_why_unrecognised(sheets, known))
    if not is_stated and (doubt := two_forms(best.sheet.name, best.header.last, layouts)):
        raise Refusal(doubt)
    if other := _other_sheet_with_answers(candidates, best):
        where = cell_name(best.header.last + 1, 0)
        raise Refusal(reason("two_sheets_fit", sheet=best.sheet.name, cell=where, other=other))
    recognised = RecognisedSheet(
        best.sheet,
        best.header.last,
        best.header.texts,
        layout,
        best.header.first,
        best.sheet.tool or layout.form.tool,
        tuple(sheet.number for sheet in sheets if sheet is not best.sheet),
        second,
        stated={_FORM: layout.name} if is_stated else {},
        rival=None if is_stated else also_fits(layouts),
        zones=stated_zones(best.sheet, best.header.last, best.header.texts),
    )
    return add_reworded_columns(recognised, _index_of(layout, known))


def _index_of(layout: Layout, known: list[HeaderIndex]) -> HeaderIndex:
    return next(i for i in known if i.survey is layout.survey and i.form.form == layout.form.form)


def _candidates(
    sheets: list[Sheet], known: list[HeaderIndex], *, every: bool = False
) -> list[_Candidate]:
    """The rows that may be a header, read as every form.

    Once a visible sheet has a clear header, rows are passed over that can neither be clear nor come
    second, unless `every` row is asked for: in most files those are the answers.
    """
    found: list[_Candidate] = []
    scores: dict[str, int] = {}
    is_settled = False
    for sheet in sheets:
        tool = tool_named(sheet.tool)
        for header in possible_headers(sheet):
            roles = roles_in(tool, header.texts) if tool else {}
            second = sorted(scores.values())[-2:-1]
            if is_settled and second and not _matters(known, header, roles, second[0]):
                continue
            if not (layouts := best_layouts(known, header.keys, roles, sheet.tool)):
                continue
            found.append(_Candidate(sheet, header, layouts))
            for layout in layouts:
                scores[layout.name] = max(layout.score, scores.get(layout.name, layout.score))
            is_settled = is_settled or (found[-1].rank[0] and not every)
    return found


def _matters(
    known: list[HeaderIndex], header: Header, roles: Mapping[str, Sequence[str]], second: int
) -> bool:
    """True if a row could be a clear header, or come second: at least with the score `second`."""
    return _best_case(tuple(known)).could_reach(header.columns, roles, second)


# The same for every file of a batch.
@lru_cache(maxsize=4)
def _best_case(known: tuple[HeaderIndex, ...]) -> BestCase:
    return BestCase(known)


def _why_unrecognised(sheets: list[Sheet], known: list[HeaderIndex]) -> Reason:
    candidates = _candidates(sheets, known, every=True)
    found = [(c.sheet, c.header, layout) for c in candidates for layout in c.layouts]
    return why_unrecognised(sheets, found, known)


def _other_sheet_with_answers(candidates: list[_Candidate], best: _Candidate) -> int | None:
    """Number of another sheet that holds other answers, if there is one: of a form that is clear,
    visible and complete, also where it fits less well. A list of options is not complete.
    """
    for other in candidates:
        is_another = other.sheet is not best.sheet
        is_form = other.rank[0] and not other.layouts[0].missing
        if not is_another or not (is_form or other.rank == best.rank):
            continue
        has_rows = other.sheet.height > other.header.last + 1
        if has_rows and not _is_copy(other.sheet, best.sheet):
            return other.sheet.number
    return None


def _is_copy(one: Sheet, other: Sheet) -> bool:
    return len(one.columns) == len(other.columns) and all(
        a.equals(b) for a, b in zip(one.columns, other.columns, strict=True)
    )


def _second(candidates: list[_Candidate], best: Layout) -> Layout | None:
    """The best reading as another form, on any sheet and row."""
    others = [lay for c in candidates for lay in c.layouts if lay.name != best.name]
    return max(others, key=lambda lay: (lay.score, lay.own), default=None)


def _with_stated(recognised: RecognisedSheet, stated: Mapping[str, str]) -> RecognisedSheet:
    """Add the fields that the sender's folder states, where neither a column nor the form has them."""
    layout = recognised.layout
    fields = layout.questionnaire.fields.declared()
    has = {target.code for target in layout.columns.values()} | layout.form.constants.keys()
    used = {name: text for name, text in stated.items() if name in fields and name not in has}
    if not used:
        return recognised
    form = _with_constants(layout.form, tuple(used.items()))
    missing = [code for code in layout.missing if code not in used]
    layout = replace(layout, form=form, missing=missing)
    return replace(recognised, layout=layout, stated={**recognised.stated, **used})


# One form for all files of a folder: what is found out about a form is kept.
@kept(500)
def _with_constants(form: Form, used: tuple[tuple[str, str], ...]) -> Form:
    return form.model_copy(update={"constants": {**form.constants, **dict(used)}})


def _with_columns_joined(recognised: RecognisedSheet) -> RecognisedSheet:
    """Columns as the questionnaire declares them: the columns of one question with several choices
    become one, its labels joined with `;`; a REDCap event loses the name of its arm.
    """
    columns = list(recognised.sheet.columns)
    phase = recognised.layout.column_of("phase") if recognised.tool == "redcap" else None
    if phase is not None:
        columns[phase] = pc.replace_substring_regex(plain_text(columns[phase]), r"_arm_\d+$", "")
    further = {i: more for part in recognised.layout.parts for i, more in part.joined.items()}
    for index, more in further.items():
        parts = [plain_text(columns[i]) for i in (index, *more)]
        texts = pc.binary_join_element_wise(*parts, pa.scalar(";"))
        # A row of blanks stays blank.
        columns[index] = pc.replace_substring_regex(texts, r"^;+$", "")
    return replace(recognised, sheet=replace(recognised.sheet, columns=tuple(columns)))
