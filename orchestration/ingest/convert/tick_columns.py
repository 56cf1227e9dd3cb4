"""One column per option of a question: which cells say that the option is chosen.

Belongs here: words for yes and no, and the label itself. Any other text is reported, never read as
a yes. Pure.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from orchestration.core.text import BLANKS, normalise, whole_number
from orchestration.core.words import Words
from orchestration.ingest.convert.other_option import looks_like_code
from orchestration.ingest.convert.yes_and_no import BESIDE, NO, YES
from orchestration.ingest.readers.survey_tools import tool_named
from orchestration.ingest.recognise.recognised_sheet import RecognisedSheet
from orchestration.questionnaire.matching.labels import labels
from orchestration.questionnaire.model.captions import wordings
from orchestration.questionnaire.model.questionnaire import Question


@dataclass(frozen=True)
class TickColumn:
    """A column of one option: the text that each cell is read as, and the positions of cells
    that are neither yes nor no.
    """

    texts: pa.Array
    unclear: np.ndarray

    @classmethod
    def of(
        cls,
        cells: pa.Array,
        question: Question,
        option: str,
        beside: Mapping[str, pa.Array] | None = None,
        not_written: Collection[str] = (),
    ) -> TickColumn:
        """The option's code where it is chosen; a declared missing text as it is; else nothing.

        `beside` are the columns of the question's options. They tell what a word for no means in
        the column of an option that has this word as its label. `not_written` are texts that no
        respondent wrote.
        """
        encoded = cells.dictionary_encode()
        known, missing = _meanings(question, option, beside or {}), labels(question.missing)
        distinct = encoded.dictionary.to_pylist()
        read = [_read(text, known, missing) for text in distinct]
        if option == question.other:
            # Free text in the column of the open option chooses that option.
            read = [
                option
                if one is None and text not in not_written and not looks_like_code(text)
                else one
                for text, one in zip(distinct, read, strict=True)
            ]
        texts = pa.array([one or "" for one in read], pa.string()).take(encoded.indices)
        unknown = np.array([one is None for one in read], bool)
        unclear = np.flatnonzero(unknown[encoded.indices.to_numpy()]) if len(read) else []
        return cls(texts, np.asarray(unclear, np.int64))


def tick_column(
    recognised: RecognisedSheet, index: int, body: Mapping[int, pa.Array]
) -> TickColumn:
    """The column of one option, read with those of the question's other options."""
    layout = recognised.layout
    target = layout.columns[index]
    beside = {
        other.option: body[place]
        for place, other in layout.columns.items()
        if other.code == target.code and other.option is not None
    }
    question = layout.questionnaire.questions[target.code]
    own = not_written(recognised, index)
    return TickColumn.of(body[index], question, target.option or "", beside, own)


def not_written(recognised: RecognisedSheet, index: int) -> frozenset[str]:
    """Texts of a column that no respondent wrote: labels that SPSS declares missing, a tool's codes."""
    tool = tool_named(recognised.tool)
    codes = tool.missing_codes if tool else frozenset()
    return recognised.sheet.missing_labels.get(index, frozenset()) | codes


def _read(text: str, known: Mapping[str, str | None], missing: Words) -> str | None:
    """The option's code, a missing text as it is written, nothing for no; None if it is unclear."""
    key = normalise(text)
    if key not in known and text in missing:
        return text
    return known[key] if key in known else known.get(whole_number(key))


def _meanings(
    question: Question, option: str, beside: Mapping[str, pa.Array]
) -> dict[str, str | None]:
    own: dict[str, str | None] = dict.fromkeys(_own(question, option), option)
    if option in NO - BLANKS and option not in _wordings(question, option):
        del own[option]  # a tool that writes 0 and 1 means no and yes, whatever the code is
    missing = {normalise(text): text for text in labels(question.missing)}
    for word in own.keys() & BESIDE.keys():
        own[word] = _of_a_label_that_is_no(word, question, option, beside)
    return {**dict.fromkeys(NO, ""), **missing, **dict.fromkeys(YES, option), **own}


def _own(question: Question, option: str) -> set[str]:
    return {normalise(option), *_wordings(question, option)}


def _wordings(question: Question, option: str) -> set[str]:
    return {normalise(text) for text in wordings(question.options[option])}


def _of_a_label_that_is_no(
    word: str, question: Question, option: str, beside: Mapping[str, pa.Array]
) -> str | None:
    """An option whose label is `Ei`: in columns of Kyllä and Ei it is not chosen, among labels it is.

    None where the columns hold both.
    """
    held = {
        other: {normalise(text) for text in cells.unique().to_pylist()}
        for other, cells in beside.items()
    }
    is_answer = any(
        word in texts - _own(question, other) or BESIDE[word] & (texts - _own(question, other))
        for other, texts in held.items()
    )
    has_labels = any(texts & (_own(question, other) - YES - NO) for other, texts in held.items())
    if is_answer:
        return None if has_labels else ""
    return option


def join_ticks(columns: list[TickColumn]) -> pa.Array:
    """The columns of one question as one, what is chosen joined with `;`."""
    texts = [column.texts for column in columns]
    return pc.binary_join_element_wise(*texts, ";") if len(texts) > 1 else texts[0]
