"""One column per option of a question: which cells say that the option is chosen.

Belongs here: words for yes and no, and the label itself. Any other text is reported, never read as
a yes. Pure.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from orchestration.core.text import BLANKS, normalise, whole_number
from orchestration.questionnaire.matching.match import labels
from orchestration.questionnaire.model.questionnaire import Question

_YES = frozenset({
    "1", "y", "x", "✓", "✔", "☑", "yes", "true", "checked", "selected", "on", "kyllä", "k", "valittu",
    "tosi", "ja", "vald", "да", "так", "نعم", "بله", "بەڵێ",
})  # fmt: skip
_NO = BLANKS | frozenset({
    "0", "n", "no", "false", "unchecked", "not selected", "not checked", "off", "☐", "ei", "ei valittu",
    "epätosi", "nej", "inte vald", "ej vald", "нет", "ні", "لا", "خیر", "نه", "نەخێر",
})  # fmt: skip


@dataclass(frozen=True)
class TickColumn:
    """A column of one option: the text that each cell is read as, and the positions of cells
    that are neither yes nor no.
    """

    texts: pa.Array
    unclear: np.ndarray

    @classmethod
    def of(cls, cells: pa.Array, question: Question, option: str) -> TickColumn:
        """The option's code where it is chosen; a declared missing text as it is; else nothing."""
        encoded = cells.dictionary_encode()
        distinct = encoded.dictionary.to_pylist()
        known = _meanings(question, option)
        keys = [normalise(text) for text in distinct]
        read = [known.get(key, known.get(whole_number(key))) for key in keys]
        if option == question.other:
            # Free text in the column of the open option chooses that option.
            read = [option if one is None else one for one in read]
        texts = pa.array([one or "" for one in read], pa.string()).take(encoded.indices)
        unknown = np.array([one is None for one in read], bool)
        unclear = np.flatnonzero(unknown[encoded.indices.to_numpy()]) if len(read) else []
        return cls(texts, np.asarray(unclear, np.int64))


def _meanings(question: Question, option: str) -> dict[str, str]:
    own = {text: option for text, code in labels(question.options).items() if code == option}
    if option in _NO - BLANKS:
        own.pop(option, None)  # a tool that writes 0 and 1 means no and yes, whatever the code is
    missing = {text: text for text in labels(question.missing)}
    # The option's label may be a word for no: written in its own column, it is chosen.
    return {**dict.fromkeys(_NO, ""), **missing, **dict.fromkeys(_YES, option), **own}


def join_ticks(columns: list[TickColumn]) -> pa.Array:
    """The columns of one question as one, what is chosen joined with `;`."""
    texts = [column.texts for column in columns]
    return pc.binary_join_element_wise(*texts, ";") if len(texts) > 1 else texts[0]
