"""One column per option of a question: which cells say that the option is chosen.

Belongs here: words for yes and no, and the label itself. Whatever else stands there is told, not
taken for a yes. Pure.
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
    """A column of one option: the texts that stand for its cells, and the positions of those
    that say neither yes nor no.
    """

    texts: pa.Array
    strange: np.ndarray

    @classmethod
    def of(cls, cells: pa.Array, question: Question, option: str) -> TickColumn:
        """The option's code where it is chosen; a kind of missing as it stands; else nothing."""
        encoded = cells.dictionary_encode()
        distinct = encoded.dictionary.to_pylist()
        known = _meanings(question, option)
        keys = [normalise(text) for text in distinct]
        said = [known.get(key, known.get(whole_number(key))) for key in keys]
        if option == question.other:
            # What somebody wrote beside the option is an answer of it.
            said = [option if one is None else one for one in said]
        texts = pa.array([one or "" for one in said], pa.string()).take(encoded.indices)
        unknown = np.array([one is None for one in said], bool)
        strange = np.flatnonzero(unknown[encoded.indices.to_numpy()]) if len(said) else []
        return cls(texts, np.asarray(strange, np.int64))


def _meanings(question: Question, option: str) -> dict[str, str]:
    own = {text: option for text, code in labels(question.options).items() if code == option}
    if option in _NO - BLANKS:
        own.pop(option, None)  # a tool that writes 0 and 1 means no and yes, whatever the code is
    missing = {text: text for text in labels(question.missing)}
    # The option's label may be a word for no: written in its own column, it is chosen.
    return {**dict.fromkeys(_NO, ""), **missing, **dict.fromkeys(_YES, option), **own}


def joined(columns: list[TickColumn]) -> pa.Array:
    """The columns of one question as one, what is chosen joined with `;`."""
    texts = [column.texts for column in columns]
    return pc.binary_join_element_wise(*texts, ";") if len(texts) > 1 else texts[0]
