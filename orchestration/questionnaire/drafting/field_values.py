"""The values of closed fields: which text is the start, which word gives consent.

Belongs here: values with their texts, and what a person must decide about them. Texts of a field are
taken from the file only if they are options by all signs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import get_args

from orchestration.core.text import normalise, plain
from orchestration.ingest.convert.yes_and_no import NO, YES
from orchestration.questionnaire.drafting import sentences
from orchestration.questionnaire.drafting.choice_labels import ENOUGH_ROWS, sort_out
from orchestration.questionnaire.drafting.field_columns import FoundField
from orchestration.questionnaire.drafting.file_table import FileColumn
from orchestration.questionnaire.drafting.known import KnownTexts
from orchestration.questionnaire.drafting.option_sets import add_text
from orchestration.questionnaire.drafting.sentences import Sentence
from orchestration.questionnaire.drafting.wordings import Wordings
from orchestration.questionnaire.matching.labels import labels
from orchestration.questionnaire.matching.language_names import language_code
from orchestration.questionnaire.model.questionnaire import Language, Texts

Values = dict[str, Texts]
ByCode = dict[str, list[str]]
_LANGUAGES = get_args(Language)
# Words of time points, as whole words of a text.
_STARTS = re.compile(
    r"^(?:t0|pre|baseline|bl|alku\w*|aloit\w*|start\w*|begin\w*|början|före|ennen|before)\b"
)
_ENDS = re.compile(
    r"^(?:post|loppu\w*|lope\w*|päät\w*|end\w*|finish\w*|slut\w*|avslut\w*|efter|jälkeen|after)\b"
)
_ONCE = re.compile(r"^(?:kerta\w*|once|single|en gång)\b")
_POINT = re.compile(
    r"[tw]\d|\d{1,2}(?:\. ?(?:mittaus|kysely))?|pre|post|baseline|follow-?up(?: ?\d)?|start|end|before|after"
    r"|(?:alku|loppu)(?:mittaus|kysely|tilanne)?|ennen|jälkeen|kerta|once|single"
    r"|(?:start|slut)(?:mätning)?|början|före|efter"
)
_ARM = re.compile(r"_arm_\d+$")
_NUMBER = re.compile(r"\d+")
_CLOSED = ("phase", "language", "consent")


def values_of(
    field: FoundField, known: KnownTexts, wordings: Wordings
) -> tuple[Values, tuple[Sentence, ...]]:
    """The values of a field with their texts, and sentences about them; empty if it is not closed."""
    if field.role not in _CLOSED:
        return {}, ()
    declared = known.field_of(field.column)
    if declared and declared[1] == field.role:
        values = declared[0].fields.declared()[field.role].values
        if values and all(text in labels(values) for text in field.column.counts):
            return {code: dict(texts) for code, texts in values.items()}, ()
    is_certain = _is_language if field.role == "language" else _is_word
    sorted_out = sort_out(field.column.counts, is_certain)
    # The reader leaves the arm of a REDCap event out.
    found = list(dict.fromkeys(_ARM.sub("", text) for text in sorted_out.found))
    if field.role == "language":
        by_code, notes = {code: [t for t in found if _word(t) == code] for code in _LANGUAGES}, ()
    else:
        by_code, notes = (_consent if field.role == "consent" else phases)(found)
    if others := len(sorted_out.others):
        about = {"enough": ENOUGH_ROWS, "count": others}
        notes = (*notes, sentences.OTHER_VALUES.filled(**about))
    return texts_of(by_code, field.column, wordings), notes


def texts_of(by_code: ByCode, column: FileColumn | None, wordings: Wordings) -> Values:
    """Values with their texts in every language; several of one language are a list."""
    values: Values = {}
    for code, texts in by_code.items():
        for text in texts:
            add_text(values, code, wordings.label([column] if column else [], text))
    return values


def phases(found: Sequence[str]) -> tuple[ByCode, tuple[Sentence, ...]]:
    """Texts of time points by phase. Sure only where each says by itself whether it is start or end."""
    sure = {text: _phase(text) for text in found}
    if all(sure.values()) and len({*sure.values()}) == len(found):
        return {phase: [text] for text, phase in sure.items() if phase}, ()
    if len(found) < 2:
        return {"single": list(found) or ["single"]}, (sentences.PHASE_ORDER,)
    first, *others = sorted(found, key=_place)
    is_sure = len(found) == 2 and _phase(first) == "start"
    return {"start": [first], "end": others}, () if is_sure else (sentences.PHASE_ORDER,)


def _phase(text: str) -> str | None:
    word = normalise(text)
    if _STARTS.match(word):
        return "start"
    if _ENDS.match(word):
        return "end"
    return "single" if _ONCE.match(word) else None


def _place(text: str) -> tuple[int, int, str]:
    """Starts first, then by number, ends last."""
    phase = {"start": 0, "end": 2}.get(_phase(text) or "", 1)
    number = _NUMBER.search(text)
    return phase, int(number[0]) if number else 0, plain(text)


def _consent(found: Sequence[str]) -> tuple[ByCode, tuple[Sentence, ...]]:
    by_answer: ByCode = {"given": [], "refused": []}
    unsure = []
    for text in found:
        first = plain(text).split(" ")[0].strip(",.")
        answer = "given" if first in YES else "refused" if first in NO else None
        (by_answer[answer] if answer else unsure).append(text)
    notes = (sentences.CONSENT_WORDS,) if unsure or not by_answer["given"] else ()
    if not by_answer["given"]:
        by_answer["given"] = unsure or ["given"]
    return by_answer, notes


def _word(text: str) -> str:
    """What decides about a text: the code of a language, or the text itself."""
    code = language_code(text).lower()
    return code if code in _LANGUAGES else text


def _is_language(text: str) -> bool:
    """True for one word that names a language; what is beside a name may be somebody's own."""
    return re.fullmatch(r"\w+(?:[-_]\w{2,4})?", text) is not None and _word(text) in _LANGUAGES


def _is_word(text: str) -> bool:
    """True for a word that forms use and nobody writes of themselves, however few rows have it."""
    word = plain(text)
    return bool(_POINT.fullmatch(word)) or word in YES | NO
