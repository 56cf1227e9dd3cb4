"""The values of closed fields: which text is the start, which word gives consent.

Belongs here: values with their texts, and what a person must decide about them. Texts of a field are
taken from the file only if they are options by all signs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from orchestration.core.text import normalise, plain
from orchestration.ingest.convert.yes_and_no import NO, YES
from orchestration.questionnaire.drafting import sentences
from orchestration.questionnaire.drafting.choice_labels import sort_out
from orchestration.questionnaire.drafting.field_columns import FoundField
from orchestration.questionnaire.drafting.known import KnownTexts
from orchestration.questionnaire.drafting.sentences import Sentence
from orchestration.questionnaire.matching.labels import labels
from orchestration.questionnaire.matching.language_names import language_code
from orchestration.questionnaire.model.questionnaire import Texts

Values = dict[str, Texts]
# Words of time points, as whole words of a text.
_STARTS = re.compile(
    r"^(?:t0|pre|baseline|bl|alku\w*|start\w*|begin\w*|början|före|ennen|before)\b"
)
_ENDS = re.compile(r"^(?:post|loppu\w*|end\w*|slut\w*|efter|jälkeen|after)\b")
_ONCE = re.compile(r"^(?:kerta\w*|once|single|en gång)\b")
_ARM = re.compile(r"_arm_\d+$")
_NUMBER = re.compile(r"\d+")
_CLOSED = ("phase", "language", "consent")


def values_of(
    field: FoundField, known: KnownTexts, language: str
) -> tuple[Values, tuple[Sentence, ...]]:
    """The values of a field with their texts, and sentences about them; empty if it is not closed."""
    if field.role not in _CLOSED:
        return {}, ()
    declared = known.field_of(field.column)
    if declared and declared[1] == field.role:
        values = declared[0].fields.declared()[field.role].values
        if values and all(text in labels(values) for text in field.column.counts):
            return _plain(values), ()
    found = list(sort_out(field.column.counts, _is_word).found)
    # The reader leaves the arm of a REDCap event out.
    found = list(dict.fromkeys(_ARM.sub("", text) for text in found))
    if field.role == "language":
        return {
            code: {language: text} for text in found if (code := language_code(text).lower())
        }, ()
    if field.role == "consent":
        return _consent(found, language)
    return phase_values(found, language)


def phase_values(found: list[str], language: str) -> tuple[Values, tuple[Sentence, ...]]:
    """Texts of time points by phase. Sure only where each says by itself whether it is start or end."""
    sure = {text: _phase(text) for text in found}
    if all(sure.values()) and len({*sure.values()}) == len(found):
        return {phase: {language: text} for text, phase in sure.items()}, ()
    first, *others = sorted(found, key=_place)
    is_sure = len(found) == 2 and _phase(first) == "start"
    values: Values = {"start": {language: first}}
    if others:
        values["end"] = {language: others if len(others) > 1 else others[0]}
    else:
        values = {"single": {language: first}}
    return values, () if is_sure else (sentences.PHASE_ORDER,)


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


def _consent(found: list[str], language: str) -> tuple[Values, tuple[Sentence, ...]]:
    by_answer: dict[str, list[str]] = {"given": [], "refused": []}
    unsure = []
    for text in found:
        first = plain(text).split(" ")[0].strip(",.")
        answer = "given" if first in YES else "refused" if first in NO else None
        (by_answer[answer] if answer else unsure).append(text)
    notes = (sentences.CONSENT_WORDS,) if unsure or not by_answer["given"] else ()
    if not by_answer["given"]:
        by_answer["given"] = unsure or ["given"]
    return {
        code: {language: texts if len(texts) > 1 else texts[0]}
        for code, texts in by_answer.items()
        if texts
    }, notes


def _is_word(text: str) -> bool:
    word = plain(text)
    return (
        bool(_phase(text))
        or word in YES | NO
        or word.isdecimal()
        or bool(re.match(r"^[tw]\d$", word))
    )


def _plain(values: Mapping[str, Texts]) -> Values:
    return {code: dict(texts) for code, texts in values.items()}
