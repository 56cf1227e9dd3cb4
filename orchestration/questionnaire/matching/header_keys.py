"""The keys of a header text: the whole, an item of a matrix, one option of a question.

Belongs here: the ways in which tools put a question and its part into one header. Pure; knows
no questionnaire: what is declared decides which key is the right one (match).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from orchestration.core.text import normalise, tidied, trimmed, visible

# `code[SQ001]. Question text [sub-item]`
_CODED = re.compile(r"^([A-Za-z]\w*(?:\[[^\[\]]+\])*)\.\s+(\S.*)$", re.DOTALL)
_CHOICE = "(choice="
# Qualtrics, between a question with a text field and its option.
_SELECTED = re.compile(r" - Selected Choice(?= - |$)")
# What Excel and its like write over a column without a header.
_FILLED_IN = re.compile(r"^(?:column|sarake|kolumn|unnamed:?)[ _]?\d+$")


@dataclass(frozen=True)
class HeaderKeys:
    """Normal forms by which a header may be known, the most certain first.

    `whole` are the whole text and its code; `joined` a question and its part as `stem:item`;
    `items` the part alone; `stems` the question alone.
    """

    whole: tuple[str, ...]
    joined: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    stems: tuple[str, ...] = ()


class ColumnTexts(NamedTuple):
    """The texts over one column of a possible header.

    `others` are texts above the same column; `alone` those of two rows of which `text` is both.
    """

    text: str
    others: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()

    def texts(self) -> tuple[str, ...]:
        """All of them; those `alone` are in the text of both."""
        return (self.text, *self.others)

    def keys(self) -> HeaderKeys:
        """The keys of all texts. Those of two rows: both together first, then one of them alone."""
        keys = header_keys(self.text, self.others)
        if not keys.whole or not self.alone:
            return keys
        alone = (key for text in self.alone for key in header_keys(text).whole)
        return HeaderKeys(keys.whole, keys.joined, (*keys.items, *alone), keys.stems)


def header_keys(text: str, others: Sequence[str] = ()) -> HeaderKeys:
    """The keys of a header text, and of other texts above the same column."""
    every = [_header_keys(each) for each in (text, *others) if each.strip()]
    if len(every) == 1:
        return every[0]
    names = ("whole", "joined", "items", "stems")
    return HeaderKeys(*(tuple(k for one in every for k in getattr(one, name)) for name in names))


@lru_cache(maxsize=50_000)
def _header_keys(text: str) -> HeaderKeys:
    # Marks of direction and unusual blanks may stand at the brackets and dashes that part it.
    text = visible(text)
    whole = [*header_forms(text)]
    rest = text
    if coded := _CODED.match(text):
        code, rest = coded.groups()
        whole += [*header_forms(rest), normalise(code)]
    if _SELECTED.search(rest):
        rest = _SELECTED.sub("", rest)
        whole += header_forms(rest)
    parts = _parts(rest)
    return HeaderKeys(
        tuple(dict.fromkeys(whole)),
        # Alchemer writes `item:stem`.
        _forms(f"{a.rstrip(' :')}:{b.strip()}" for s, i in parts if s for a, b in ((s, i), (i, s))),
        _forms(item for _, item in parts),
        _forms(stem for stem, _ in parts if stem),
    )


def split_header(text: str) -> tuple[str, str, list[tuple[str, str]]]:
    """(code, text without it, ways to part the text into question and item), as they are written.

    The code is empty where the header has none before its text.
    """
    text = tidied(text)
    coded = _CODED.match(text)
    code, rest = coded.groups() if coded else ("", text)
    rest = _SELECTED.sub("", rest)
    return code, rest, [(stem.rstrip(" :-"), item.strip()) for stem, item in _parts(rest)]


def header_forms(text: str) -> tuple[str, ...]:
    """The forms by which a text is known: with its numbering, then without."""
    return tuple(dict.fromkeys((trimmed(text), normalise(text))))


def _forms(texts: Iterable[str]) -> tuple[str, ...]:
    """All forms with numbering, then all without: the more certain first."""
    forms = [header_forms(text) for text in texts]
    return tuple(dict.fromkeys([*(one[0] for one in forms), *(one[-1] for one in forms)]))


def _parts(text: str) -> list[tuple[str, str]]:
    """(stem, item) in every way the text can be split."""
    found = [*_bracketed(text.strip())]
    if ":" in text:
        stem, item = text.rsplit(":", 1)
        found.append((stem, item))
        # Help text glued on may hold colons of its own.
        found += [tuple(text.split(":", 1))] if ":" in stem else []
    if " - " in text:
        found.append(tuple(text.rsplit(" - ", 1)))
    return found


def _bracketed(text: str) -> Iterator[tuple[str, str]]:
    """(stem, item) of `stem [item]` and `stem (choice=item)`.

    The first stem may be empty: `q1[SQ1]. [item]` of an array whose question has no text. Without
    patterns: one that looks for blanks before a bracket looks at many blanks again and again.
    """
    start = text.rfind("[")
    if start >= 0 and text.find("]", start) == len(text) - 1 > start + 1:
        yield text[:start].rstrip(), text[start + 1 : -1]
    start = text.find(_CHOICE, 1)
    if start > 0 and text.endswith(")") and len(text) > start + len(_CHOICE) + 1:
        yield text[:start].rstrip(), text[start + len(_CHOICE) : -1]


def is_filled_in(text: str) -> bool:
    """True for a header that nobody wrote, such as `Column2`."""
    return bool(_FILLED_IN.match(normalise(text)))
