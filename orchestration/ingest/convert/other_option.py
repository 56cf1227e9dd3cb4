"""Texts beside a question with an `other` option: which of them may be in a respondent's own words.

Belongs here: telling a free text from a number, a code, or labels that nobody declared. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Collection

import pyarrow as pa

from orchestration.core.text import BLANKS, normalise, plain
from orchestration.ingest.convert.answer import UNKNOWN, CellAnswers, ReadAnswer
from orchestration.ingest.convert.column_values import Column
from orchestration.ingest.convert.several_options import names_options
from orchestration.ingest.convert.yes_and_no import NO, YES
from orchestration.questionnaire.matching.header_texts import TOOLS_OTHER

# A code where a free text may be; no cell holds an option although all are filled; a word that says
# whether an option was chosen, but not which; a text that holds names of options.
CODE_OR_TEXT, NO_OPTION = "code_or_text", "no_option"
YES_OR_NO, UNDIVIDED = "yes_or_no", "undivided_options"
# A free text that was counted as the `other` option. It is no repair: it is what is declared.
WRITTEN = "written_other"
# What tools write for the option itself, whatever the form calls it.
_CHOSEN = frozenset({*TOOLS_OTHER, "-oth-"})
# `2` and `1.0`, which may number an option; `-99`, `97`, `999`, which may mean no answer. `40` and `0.9`
# are neither. `A1`, `AO01`, `SQ002`, which tools write in capitals.
_NUMBER = re.compile(r"^(?:\d|-\d+|9+[6-9]|7{2,}|8{2,})(?:[.,]0+)?$")
_CODE = re.compile(r"^[A-Z]{1,3}\d{1,4}$")
_TICKS = (YES | NO) - BLANKS - {"1", "0"}
# Fewer people than this are never published by themselves.
_MANY = 5


def looks_like_code(text: str) -> bool:
    """True for a number or text that codes something: it may mean no answer, an option, or be a text."""
    return bool(_NUMBER.match(plain(text)) or _CODE.match(text.strip()))


def counted_as_other(
    text: str,
    chosen: CellAnswers | None,
    not_written: Collection[str] = (),
    read: ReadAnswer | None = None,
) -> CellAnswers | str:
    """What a text that is no option is counted as: the answer `chosen`, or why it cannot be read.

    `chosen` is None where the question has no `other` option. `not_written` are texts of the file's
    own, such as labels of the values that it declares missing. `read` reads one option of a question
    of several; one free text may well use an option's words, but of several it would hide some.
    """
    if read and normalise(text) in _TICKS:
        return YES_OR_NO
    if chosen is None or text in not_written:
        return UNKNOWN
    if read and names_options(text, read):
        return UNDIVIDED
    if looks_like_code(text):
        return CODE_OR_TEXT
    rules = () if normalise(text) in _CHOSEN else (WRITTEN,)
    return CellAnswers(chosen.answers, rules)


def without_any_option(column: Column, texts: pa.Array) -> dict[str, list[int]]:
    """Why the free texts of a column in which nobody chose an option are none, with their positions.

    Labels in a language that is not declared, or another question's answers, would all be `other`;
    a few may be free texts, but not yes and no. Beside labels, these are somebody's own words.
    """
    written = set(column.rules.get(WRITTEN, ()))
    if not written:
        return {}
    chosen = column.where(lambda answer: answer.option_code is not None)
    chosen[list(written)] = False
    if chosen.any():
        return {}
    if len(written) >= _MANY:
        return {NO_OPTION: sorted(written)}
    ticks = [index for index in sorted(written) if normalise(texts[index].as_py()) in _TICKS]
    return {YES_OR_NO: ticks} if ticks else {}
