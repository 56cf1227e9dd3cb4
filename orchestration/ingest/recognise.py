"""Which questionnaire and form a file is, and where its header stands.

Belongs here: choosing sheet, header and form by content. Pure. File names play no part.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from orchestration.ingest.header import Header, possible_headers
from orchestration.ingest.readers import Sheet
from orchestration.ingest.refusal import Reason, Refusal, cell_name, reason
from orchestration.ingest.tools import says, tool_named
from orchestration.questionnaire.codebook import caption
from orchestration.questionnaire.loader import Survey
from orchestration.questionnaire.match import HeaderIndex, Layout, best_layouts
from orchestration.questionnaire.text import normalise

# A header row must carry this share of a form's questions to be taken for that form.
_CLEAR_SHARE = 0.5
_TOLD_APART = 4


@dataclass(frozen=True)
class Found:
    """A sheet read as a form: the layout and the 0-based index of its (last) header row.

    `passed_over` are the other sheets; `runner_up` is the layout that came second.
    """

    sheet: Sheet
    header_row: int
    header: list[str]
    layout: Layout
    header_top: int | None = None
    tool: str = ""
    passed_over: tuple[str, ...] = ()
    runner_up: Layout | None = None
    stated: Mapping[str, str] = field(default_factory=dict)

    @property
    def first_row(self) -> int:
        """1-based spreadsheet row of the first answer."""
        return self.header_row + 2

    @cached_property
    def taken(self) -> set[int]:
        """Columns that were read, those joined to another included."""
        return {*self.layout.columns, *(n for more in self.layout.joined.values() for n in more)}

    def choice(self) -> dict[str, object]:
        """What was chosen and why, for the delivery's record: no text of any cell."""
        second = self.runner_up
        top = self.header_row if self.header_top is None else self.header_top
        return {
            "tool": self.tool,
            "header_rows": [top + 1, self.header_row + 1],
            "matched_columns": self.layout.found_count,
            "declared_columns": self.layout.expected_count,
            "second_form": second.name if second else None,
            "second_matched_columns": second.found_count if second else 0,
            "sheets_passed_over": list(self.passed_over),
            "unread_columns": [cell_name(top + 1, i) for i in sorted(self.sheet.unread)],
            "stated": dict(self.stated),
        }

    def unfinished(self) -> np.ndarray | None:
        """True for each row after the header whose form was never sent, if the tool tells."""
        tool = tool_named(self.tool)
        if tool is None:
            return None
        names = [says(text) for text in self.header]
        index = next((i for s in tool.status for i, name in enumerate(names) if s in name), None)
        if index is None:
            return None
        texts = self.sheet.columns[index].slice(self.header_row + 1).dictionary_encode()
        open_ = [normalise(text) in tool.unfinished for text in texts.dictionary.to_pylist()]
        return np.array(open_, bool)[texts.indices.to_numpy()] if open_ else np.array([], bool)


@dataclass(frozen=True)
class _Candidate:
    sheet: Sheet
    header: Header
    layouts: list[Layout]

    @property
    def rank(self) -> tuple:
        """Best first by order: a visible sheet, what matches, the fewest and earliest rows."""
        best, rows = self.layouts[0], self.header.last - self.header.first
        return (_is_clear(best) and not self.sheet.is_hidden, best.score, best.own, -rows)


def indexes(surveys: Iterable[Survey]) -> list[HeaderIndex]:
    """One header index per form of every survey."""
    return [HeaderIndex.of(survey, form) for survey in surveys for form in survey.forms]


def recognise(
    sheets: Iterable[Sheet],
    known: list[HeaderIndex],
    stated: Mapping[str, str] | None = None,
) -> Found:
    """Find the best sheet, header and form; `stated` are fields that the sender's folder states.

    Raises Refusal when none fits, when two fit, or when a required column is missing.
    """
    sheets = list(sheets)
    candidates = [c for sheet in sheets for c in _candidates(sheet, known)]
    if not candidates:
        raise Refusal(reason("unknown_questionnaire"))
    # The earliest of equals: a repeated header further down is data gone wrong, not the header.
    best = max(candidates, key=lambda candidate: candidate.rank)
    layout = best.layouts[0]
    second = _second(candidates, layout)
    if not _is_clear(layout):
        raise Refusal(_weak(best, second))
    _refuse_tie(best)
    found = Found(
        best.sheet,
        best.header.last,
        best.header.texts,
        layout,
        best.header.first,
        best.sheet.tool or layout.form.tool,
        tuple(sheet.name for sheet in sheets if sheet is not best.sheet),
        second,
    )
    found = _with_stated(found, stated or {})
    if problems := [*_missing(found, known), *_repeated(found)]:
        raise Refusal(*problems)
    return _joined(found)


def _candidates(sheet: Sheet, known: list[HeaderIndex]) -> Iterable[_Candidate]:
    tool = tool_named(sheet.tool)
    roles = tool.roles if tool else {}
    for header in possible_headers(sheet):
        if layouts := best_layouts(known, header.says, roles, sheet.tool):
            yield _Candidate(sheet, header, layouts)


def _is_clear(layout: Layout) -> bool:
    asked = layout.form.asked(layout.questionnaire)
    return layout.found_count >= _CLEAR_SHARE * len(asked)


def _second(candidates: list[_Candidate], best: Layout) -> Layout | None:
    """The best reading as another form, wherever it stands."""
    others = [lay for c in candidates for lay in c.layouts if lay.name != best.name]
    return max(others, key=lambda lay: (lay.score, lay.own), default=None)


def _weak(best: _Candidate, second: Layout | None) -> Reason:
    nearest = [layout for layout in (best.layouts[0], second) if layout]
    told = "; ".join(f"{lay.name} {lay.found_count}/{lay.expected_count}" for lay in nearest)
    row = cell_name(best.header.last + 1, min(best.layouts[0].columns))
    return reason("weak_match", sheet=best.sheet.name, cell=row, nearest=told)


def _refuse_tie(candidate: _Candidate) -> None:
    best = candidate.layouts[0]
    for other in candidate.layouts[1:]:
        if (other.score, other.own) == (best.score, best.own) and not best.means_the_same(other):
            raise Refusal(
                reason(
                    "two_forms_fit",
                    sheet=candidate.sheet.name,
                    cell=cell_name(candidate.header.last + 1, 0),
                    first=best.name,
                    second=other.name,
                    apart=_apart(best, other),
                )
            )


def _apart(best: Layout, other: Layout) -> str:
    """What the two forms declare differently."""
    mine, theirs = ({t.code for t in lay.columns.values()} for lay in (best, other))
    told = [
        ", ".join(f"“{header_text(lay, code)}”" for code in sorted(codes)[:_TOLD_APART])
        for lay, codes in ((best, mine - theirs), (other, theirs - mine))
        if codes
    ]
    for name in ("constants", "codes", "version"):
        first, second = getattr(best.form, name), getattr(other.form, name)
        if first != second:
            told.append(f"{name}: {first} / {second}")
    return " · ".join(told) or "–"


def _with_stated(found: Found, stated: Mapping[str, str]) -> Found:
    """Fields that neither a column nor the form carries, as the sender's folder states them."""
    layout = found.layout
    fields = layout.questionnaire.fields.declared()
    has = {target.code for target in layout.columns.values()} | layout.form.constants.keys()
    used = {name: text for name, text in stated.items() if name in fields and name not in has}
    if not used:
        return found
    constants = {**layout.form.constants, **used}
    form = layout.form.model_copy(update={"constants": constants})
    missing = [code for code in layout.missing if code not in used]
    return replace(found, layout=replace(layout, form=form, missing=missing), stated=used)


def _missing(found: Found, known: list[HeaderIndex]) -> list[Reason]:
    layout = found.layout
    name = (layout.questionnaire.questionnaire, layout.form.form)
    index = next(i for i in known if (i.survey.questionnaire.questionnaire, i.form.form) == name)
    free = ["" if i in found.taken else text for i, text in enumerate(found.header)]
    reasons = []
    for code in layout.missing:
        near = index.nearest(free, code)
        where = cell_name(found.header_row + 1, free.index(near)) if near else ""
        hint = f" ({where}?)" if where else ""
        text = header_text(layout, code)
        about = {"sheet": found.sheet.name, "cell": where, "text": text}
        if code == "phase" and not near:
            reasons.append(reason("no_phase", **about))
        else:
            reasons.append(reason("missing_column", nearest=hint, **about))
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


def _joined(found: Found) -> Found:
    """Columns of one question with several choices become one, its labels joined with `;`."""
    columns = list(found.sheet.columns)
    for index, more in found.layout.joined.items():
        parts = [columns[index], *(columns[i] for i in more)]
        columns[index] = pc.binary_join_element_wise(*parts, pa.scalar(";"))
    return replace(found, sheet=replace(found.sheet, columns=tuple(columns)))


def header_text(layout: Layout, code: str) -> str:
    """The declared header of a field or question in the file's language."""
    questionnaire = layout.questionnaire
    if code in questionnaire.questions:
        return caption(questionnaire.questions[code].text, layout.language)
    declared = questionnaire.fields.declared().get(code)
    if declared:
        return caption(declared.header, layout.language)
    return next(iter(layout.form.columns.get(code, [code])), code)
