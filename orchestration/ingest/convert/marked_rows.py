"""Rows that the survey tool itself marks as no answers: previews, spam, forms never sent.

Belongs here: reading the tool's own columns beside the answers. Does not belong here: which
columns and texts those are (readers/tool_columns).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from orchestration.core.text import normalise, whole_number
from orchestration.ingest.messages.refusal import Reason, reason, some_cells
from orchestration.ingest.readers.survey_tools import fits, own_names, tool_named
from orchestration.ingest.readers.tool_columns import Marker
from orchestration.ingest.recognise.recognised_sheet import RecognisedSheet
from orchestration.questionnaire.matching.labels import labels

# What a column of one option holds where the option is not chosen.
_NOT_CHOSEN = frozenset({"", "0", "unchecked"})


@dataclass
class MarkedRows:
    """Which rows after the header are no answers, by reason; what is to be said of others."""

    by_reason: dict[str, np.ndarray] = field(default_factory=dict)
    problems: list[Reason] = field(default_factory=list)
    findings: list[Reason] = field(default_factory=list)

    def take_out(self, filled: np.ndarray) -> tuple[np.ndarray, dict[str, int]]:
        """The filled rows without those marked, and how many were left out for each reason."""
        counts = {}
        for why, marked in self.by_reason.items():
            if count := int((filled & marked).sum()):
                counts[why] = count
            filled = filled & ~marked
        return filled, counts


def marked_rows(recognised: RecognisedSheet, filled: np.ndarray) -> MarkedRows:
    """Read the markers of the sheet's tool; a row keeps the first reason that it has."""
    tool, marked = tool_named(recognised.tool), MarkedRows()
    for marker in tool.markers if tool else ():
        if found := _column(recognised, marker):
            _read(recognised, marker, *found, filled, marked)
    return marked


def _read(
    recognised: RecognisedSheet,
    marker: Marker,
    index: int,
    name: str,
    filled: np.ndarray,
    marked: MarkedRows,
) -> None:
    """Add what one marker says, its column having this index and this name."""
    encoded = recognised.sheet.columns[index].slice(recognised.header_row + 1).dictionary_encode()
    keys = [whole_number(normalise(text)) for text in encoded.dictionary.to_pylist()]
    reasons = [marker.reasons.get(key, marker.filled if key else "") for key in keys]
    answered = _answered(recognised) if marker.unless_answered else np.zeros(len(filled), bool)

    def rows_where(which: list[bool]) -> np.ndarray:
        return _of_cells(which, encoded.indices.to_numpy())

    for why in dict.fromkeys(filter(None, reasons)):
        here = rows_where([one == why for one in reasons]) & ~answered
        marked.by_reason[why] = marked.by_reason.get(why, False) | here
    unknown = [
        bool(key) and not why and key not in marker.answers
        for key, why in zip(keys, reasons, strict=True)
    ]
    if marker.answers:
        marked.problems += _reason_for(
            recognised, "unknown_marker", index, name, filled & rows_where(unknown)
        )
    if marker.finding:
        kept = filled & answered & rows_where([bool(why) for why in reasons])
        marked.findings += _reason_for(recognised, marker.finding, index, name, kept)


def _column(recognised: RecognisedSheet, marker: Marker) -> tuple[int, str] | None:
    """The marker's column and its name; a column that is declared as a question is none.

    Of several that fit a pattern, such as one per instrument, it is that of the first question.
    """
    questions = _questions(recognised)
    names = [own_names(text) for text in recognised.header]
    first = min(questions, default=0)
    for wanted in marker.columns:
        found = [i for i, own in enumerate(names) if i not in questions and fits(own, wanted)]
        before, after = [i for i in found if i < first], [i for i in found if i > first]
        if found:
            ordered = [*after, *before] if marker.follows else [*before[::-1], *after]
            return ordered[0], wanted
    return None


def _questions(recognised: RecognisedSheet) -> dict[int, bool]:
    """Columns of questions; true where a column is of one option."""
    declared = recognised.layout.questionnaire.questions
    return {
        index: target.option is not None
        for part in recognised.layout.parts
        for index, target in part.columns.items()
        if target.code in declared
    }


def _answered(recognised: RecognisedSheet) -> np.ndarray:
    """True for each row after the header in which a question is answered."""
    height = recognised.sheet.height - recognised.header_row - 1
    answered = np.zeros(max(height, 0), bool)
    for index, is_option in _questions(recognised).items():
        cells = recognised.sheet.columns[index].slice(recognised.header_row + 1)
        encoded = cells.dictionary_encode()
        texts = [normalise(text) for text in encoded.dictionary.to_pylist()]
        some = [text not in _NOT_CHOSEN if is_option else bool(text) for text in texts]
        answered |= _of_cells(some, encoded.indices.to_numpy())
    return answered


def _reason_for(
    recognised: RecognisedSheet, code: str, index: int, name: str, which: np.ndarray
) -> list[Reason]:
    rows = np.flatnonzero(which) + recognised.first_row
    if not len(rows):
        return []
    cells, sheet = some_cells(rows.tolist(), index), recognised.sheet.name
    return [reason(code, sheet=sheet, cell=cells, text=name, count=len(rows))]


def _of_cells(which: Sequence[bool], indices: np.ndarray) -> np.ndarray:
    return np.array(which, bool)[indices] if len(which) else np.zeros(len(indices), bool)


def without_unanswered(
    recognised: RecognisedSheet, body: dict[int, pa.Array]
) -> tuple[dict[int, pa.Array], dict[int, np.ndarray]]:
    """The known columns with the tool's code for “seen and left blank” emptied, and where it was.

    A code that the questionnaire declares as a text of that column stays as it is.
    """
    tool = tool_named(recognised.tool)
    if tool is None or not tool.unanswered:
        return body, {}
    emptied, places = dict(body), {}
    for index in body:
        encoded = body[index].dictionary_encode()
        texts = encoded.dictionary.to_pylist()
        codes = tool.unanswered - _declared(recognised, index)
        hits = [text.strip().removesuffix(".0") in codes for text in texts]
        if any(hits):
            kept = pa.array(["" if hit else text for text, hit in zip(texts, hits, strict=True)])
            emptied[index] = kept.cast(pa.string()).take(encoded.indices)
            places[index] = np.flatnonzero(_of_cells(hits, encoded.indices.to_numpy()))
    return emptied, places


def _declared(recognised: RecognisedSheet, index: int) -> set[str]:
    """The normal forms of all texts that the questionnaire declares for a column."""
    questionnaire, found = recognised.layout.questionnaire, set()
    for part in recognised.layout.parts:
        code = part.columns[index].code if index in part.columns else None
        if code in questionnaire.questions:
            choices = questionnaire.choices(code)
            found |= {*labels(choices.options), *labels(choices.missing)}
        elif code in questionnaire.fields.declared():
            found |= set(labels(questionnaire.fields.declared()[code].values))
    return found
