"""A cell of several options: where one ends and the next begins.

Belongs here: splitting a cell by the separators of the tools, and telling a free text from options
that could not be split. Pure.
"""

from __future__ import annotations

import re
from dataclasses import replace

from orchestration.core.text import BLANKS, normalise, plain
from orchestration.ingest.convert.answer import UNKNOWN, CellAnswers, ReadAnswer
from orchestration.ingest.convert.tick_columns import TICKS

# The most pieces that one label may consist of.
_LONGEST = 12
BLANK_BETWEEN = "blank_between_options"
# Between options of tools whose separator is none of those that are read.
_WORDS = re.compile(r"[\s|/+&,;]+")


def several(text: str, read: ReadAnswer, other: str | None) -> dict[str, CellAnswers | str]:
    """The parts of a multi-select cell with what each is.

    Tools join options with `;`, a line break, `|`, `, ` or `,` although labels may hold commas, and
    Kobo and ODK with a blank, which is tried only where every part is an option. `Muu työ` may be a
    free text of the option `other`, so labels are not split by a blank beside its own.
    """
    whole = read(text)
    if isinstance(whole, CellAnswers):
        return {text: whole}
    for separator in (";", "\n", "|"):
        if (
            parts := [part for part in text.split(separator) if part.strip()]
            if separator in text
            else []
        ):
            return {part: read(part) for part in parts}
    by_blank = _runs(text, " ", read)
    options = {
        part: answer.option_code
        for part, one in by_blank.items()
        if isinstance(one, CellAnswers)
        for answer in one.answers
    }
    are_codes = all(plain(part) == option for part, option in options.items())
    if len(options) == len(by_blank) and (
        are_codes or (None not in options.values() and other not in options.values())
    ):
        return {
            part: replace(one, rules=(*one.rules, BLANK_BETWEEN))
            for part, one in by_blank.items()
            if isinstance(one, CellAnswers)
        }
    return _runs(text, ",", read)


def names_options(text: str, read: ReadAnswer) -> bool:
    """True if at least half of the words are options: then it is certainly no free text of its own."""
    words = [word for word in _WORDS.split(text) if normalise(word) not in BLANKS]
    known = [word for word in words if read(word) != UNKNOWN]
    return bool(words) and 2 * len(known) >= len(words)


def is_code(text: str) -> bool:
    """True for a bare number and for a word for yes or no, which a tool writes for an option."""
    return not any(letter.isalpha() for letter in text) or normalise(text) in TICKS


def _runs(text: str, separator: str, read: ReadAnswer) -> dict[str, CellAnswers | str]:
    """The longest runs of pieces that are one declared label; else each piece by itself."""
    starts = [0, *(at + 1 for at, letter in enumerate(text) if letter == separator), len(text) + 1]
    found: dict[str, CellAnswers | str] = {}
    first = 0
    while first < len(starts) - 1:
        lasts = range(min(len(starts) - 1, first + _LONGEST), first, -1)
        pieces = {last: text[starts[first] : starts[last] - 1] for last in lasts}
        last = next((n for n in lasts if read(pieces[n]) != UNKNOWN), first + 1)
        found[pieces[last]] = read(pieces[last])
        first = last
    return found
