"""Columns of a question of several options that hold choices and are not read: an option that nobody
declared, or the rest of a merged header.

Belongs here: finding them, so that nobody who chose one counts as not having answered. Pure. Does
not belong here: columns of an option that is declared (tick_columns).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from orchestration.core.text import BLANKS, normalise
from orchestration.ingest.convert.filled_rows import FilledRows
from orchestration.ingest.convert.yes_and_no import NO, YES
from orchestration.ingest.messages.refusal import Reason, cell_name, reason
from orchestration.ingest.recognise.recognised_sheet import RecognisedSheet, header_text
from orchestration.questionnaire.matching.header_keys import header_forms, header_keys
from orchestration.questionnaire.matching.labels import labels
from orchestration.questionnaire.matching.time_points import patterns
from orchestration.questionnaire.model.captions import caption, wordings

UNDECLARED, NAMELESS = "undeclared_option", "nameless_options"
_MOST_NAMED = 5


def undeclared_options(recognised: RecognisedSheet, filled: FilledRows) -> list[Reason]:
    """What is wrong with such columns: a reason for each question and kind, at their headers."""
    found: dict[tuple[str, str], list[int]] = {}
    for index, header in enumerate(recognised.header):
        if index in recognised.taken | recognised.sheet.unread:
            continue
        about = _named(recognised, header) if header.strip() else _right_of(recognised, index)
        for why, code, texts in about:
            if _are_choices(recognised, filled, index, texts):
                found.setdefault((why, code), []).append(index)
                break
    return [_reason(recognised, why, code, columns) for (why, code), columns in found.items()]


def _named(recognised: RecognisedSheet, header: str) -> Iterator[tuple[str, str, Collection[str]]]:
    """A header of a question and a part that is none of its options, with what may choose the part."""
    layout = recognised.layout
    written = patterns(layout.form).values()
    keys = [header_keys(text) for text in (header, *(one.strip(header) for one in written)) if text]
    split = [pair for one in keys for pair in ((one.stems, one.items), (one.items, one.stems))]
    for code in dict.fromkeys(t.code for t in layout.columns.values() if t.option is not None):
        question = layout.questionnaire.questions[code]
        own = (code, *wordings(question.text))
        every = [*own, *(with_it for one in written for text in own for with_it in one.apply(text))]
        texts = {form for text in every for form in header_forms(text)}
        declared = labels({**question.options, **question.missing})
        for one, rest in split:
            if question.kind == "multi" and texts & {*one} and not any(k in declared for k in rest):
                yield UNDECLARED, code, {*rest}


def _right_of(
    recognised: RecognisedSheet, index: int
) -> Iterator[tuple[str, str, Collection[str]]]:
    """The question of several options in one column whose header may have stood over this column too."""
    left = next((i for i in range(index - 1, -1, -1) if recognised.header[i].strip()), None)
    target = recognised.layout.columns.get(left) if left is not None else None
    question = recognised.layout.questionnaire.questions.get(target.code) if target else None
    if target and question and question.kind == "multi" and target.option is None:
        texts = (
            *question.options,
            *(t for one in question.options.values() for t in wordings(one)),
        )
        yield NAMELESS, target.code, {normalise(text) for text in texts}


def _are_choices(
    recognised: RecognisedSheet, filled: FilledRows, index: int, texts: Collection[str]
) -> bool:
    """True if every cell of a column says yes, no or one of the texts, and one does not say no."""
    cells = recognised.sheet.columns[index].take(filled.rows - 1)
    held = {normalise(text) for text in cells.unique().to_pylist() if text} - BLANKS
    return bool(held - (NO - {*texts})) and held <= YES | NO | {*texts}


def _reason(recognised: RecognisedSheet, why: str, code: str, columns: list[int]) -> Reason:
    layout, row = recognised.layout, recognised.header_row + 1
    options = layout.questionnaire.questions[code].options.values()
    return reason(
        why,
        sheet=recognised.sheet.name,
        cell=", ".join(cell_name(row, column) for column in columns[:_MOST_NAMED]),
        text=header_text(layout, code),
        count=len(columns),
        allowed=" · ".join(caption(texts, layout.language) for texts in options),
    )
