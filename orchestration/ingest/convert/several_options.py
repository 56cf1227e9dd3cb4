"""A cell of several options: where one ends and the next begins.

Belongs here: splitting a cell by the separators of the tools, and telling a free text from options
that could not be split. Pure.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from orchestration.core.text import BLANKS, normalise, plain
from orchestration.ingest.convert.answer import UNKNOWN, CellAnswers, ReadAnswer

# The most pieces that one label may consist of.
_LONGEST = 12
BLANK_BETWEEN = "blank_between_options"
_WORD = re.compile(r"\w+")
_PIECES = re.compile(r"[;|\n,]")


def several(text: str, read: ReadAnswer, other: str | None) -> dict[str, CellAnswers | str]:
    """The parts of a multi-select cell with what each is.

    Tools join options with `;`, a line break, `|`, `, ` or `,` although labels may hold commas, and
    Kobo and ODK with a blank, which is tried only where every part is an option. `Muu työ` may be a
    free text of the option `other`, so labels are not split by a blank beside its own.
    """
    whole = read(text)
    if isinstance(whole, CellAnswers):
        return {text: whole}
    if (listed := listed_texts(text)) is not None:
        return {part: read(part) for part in listed or [""]}
    marked = [
        {part: read(part) for part in text.split(separator) if part.strip()}
        for separator in (";", "\n", "|")
        if separator in text and text.strip(separator + " ")
    ]
    if marked:
        # A free text may hold a semicolon beside options that commas part.
        return max([*marked, _runs(text, ",", read)], key=_option_count)
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


def _option_count(parts: Mapping[str, CellAnswers | str]) -> int:
    return sum(isinstance(one, CellAnswers) for one in parts.values())


def listed_texts(text: str) -> list[str] | None:
    """The texts of `["a","b"]`, as Power Automate writes the options of Microsoft Forms; None of any other text."""
    if not text.strip().startswith("["):
        return None
    try:
        found = json.loads(text.replace('\\"', '"'))
    except ValueError:
        return None
    are_texts = isinstance(found, list) and all(isinstance(one, str) for one in found)
    return found if are_texts else None


def names_options(text: str, read: ReadAnswer) -> bool:
    """True if at least half of the words are those of options, whatever stands between them, or a
    piece between separators is an option: then it is certainly no free text of its own.
    """
    pieces = [piece for piece in _PIECES.split(text) if normalise(piece) not in BLANKS]
    if len(pieces) > 1 and any(read(piece) != UNKNOWN for piece in pieces):
        return True
    words = [word.span() for word in _WORD.finditer(text) if normalise(word[0]) not in BLANKS]
    return bool(words) and 2 * _words_of_options(text, words, read) >= len(words)


def _words_of_options(text: str, words: Sequence[tuple[int, int]], read: ReadAnswer) -> int:
    """How many of the words, given by where they are, belong to labels that stand in the text."""
    count = first = 0
    while first < len(words):
        start = words[first][0]
        lasts = range(min(len(words), first + _LONGEST), first, -1)
        last = next((n for n in lasts if read(text[start : words[n - 1][1]]) != UNKNOWN), first)
        count += last - first
        first = max(last, first + 1)
    return count


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
