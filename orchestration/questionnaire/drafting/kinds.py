"""What kind of question a column is by what it holds: options, codes of a scale, a number, a day, text.

Belongs here: the kind of each column by itself. Does not belong here: what several columns share
(option_sets), or columns of one option each (option_groups).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from orchestration.core.text import normalise, trimmed, whole_number
from orchestration.core.words import Words
from orchestration.ingest.readers.cell_values import read_number
from orchestration.questionnaire.drafting import sentences
from orchestration.questionnaire.drafting.choice_labels import (
    IsLabel,
    Labels,
    labels_of,
    look_like_names,
    repeat,
)
from orchestration.questionnaire.drafting.field_columns import dated_share
from orchestration.questionnaire.drafting.file_table import FileColumn
from orchestration.questionnaire.drafting.sentences import Sentence

Kind = Literal["choice", "codes", "number", "date", "open"]
_MOST, _HALF = 0.8, 0.5
# Numbers above this are counts or amounts, not codes of a scale.
_HIGHEST = 10
# Codes that surveys write for a missing answer, beside a scale that ends well below.
_MISSING = frozenset({"-1", "-8", "-9", "-99", "8", "9", "77", "88", "97", "98", "99", "999"})
_COUNTS = re.compile(
    r"montako|kuinka (?:mon|palj|kau)|lukumäärä|määrä|\bikä(?:si|nne)?\b|\bvuo[st]|\btunti|\btuntia|\beuro|€|how (?:many|much|long|old)|number of|\bage\b|years|hours|\bantal|hur (?:många|mycket|länge|gammal)|\bålder\b"
)
# A header that asks for somebody's own words: what is below it is never taken for options.
_OWN_WORDS = re.compile(
    r"^(?:kerro|kuvaile|perustel|miksi|avoin|vapaa|huom|lisätie|komment|muuta |mitä muuta)|omin sanoin|vapaa sana|kommentti|"
    r"^(?:describe|explain|why|tell|please (?:describe|explain|tell))|comment|own words|anything else|"
    r"^(?:berätta|beskriv|motivera|varför)|egna ord|kommentar|övrigt"
)


@dataclass(frozen=True)
class Reading:
    """A column and its kind, with its labels if it is a choice, and its numbers if they are codes.

    `missing` are codes that may mean no answer, and `missing_labels` words beside numbers that mean
    a kind of missing, by word.
    """

    column: FileColumn
    kind: Kind
    labels: Labels | None = None
    numbers: tuple[int, ...] = ()
    missing: tuple[str, ...] = ()
    missing_labels: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[Sentence, ...] = ()


def readings(columns: Iterable[FileColumn], is_label: IsLabel, missing: Words) -> list[Reading]:
    """The kind of each column; lone columns of small numbers are counts unless they look like a scale."""
    columns = list(columns)
    found = [_reading(column, is_label, missing) for column in columns]
    for at, one in enumerate(found):
        if one.kind == "codes" and not _is_scale(at, found):
            is_count = bool(_COUNTS.search(normalise(one.column.text)))
            notes = () if is_count else (sentences.MAYBE_CODES,)
            found[at] = Reading(
                one.column, "number", missing_labels=one.missing_labels, notes=notes
            )
    return found


def _reading(column: FileColumn, is_label: IsLabel, kinds: Words) -> Reading:
    if dated_share(column) >= _MOST:
        return Reading(column, "date")
    words = {text: kind for text in column.counts if (kind := kinds.get(text))}
    numeric, ranges = _numeric_shares(column, words)
    is_count = bool(_COUNTS.search(normalise(column.text))) and numeric >= _MOST
    is_number = numeric >= _MOST and (is_count or ranges < _HALF)
    is_open = bool(_OWN_WORDS.search(normalise(column.text))) and not column.value_labels
    if not is_number and not is_open and (labels := labels_of(column, is_label)):
        return Reading(column, "choice", labels)
    if numeric < _MOST:
        return Reading(column, "open", notes=() if is_open else _doubts(column))
    numbers, missing = _codes(text for text in column.counts if text not in words)
    if numbers:
        return Reading(column, "codes", None, numbers, missing, words)
    return Reading(column, "number", missing_labels=words)


def _doubts(column: FileColumn) -> tuple[Sentence, ...]:
    """What a person must decide about texts that may be options after all."""
    if look_like_names(column):
        return (sentences.LIKE_NAMES,)
    if repeat(column):
        return (sentences.MAYBE_OPTIONS.filled(count=len(column.counts), rows=column.filled),)
    return ()


def _numeric_shares(column: FileColumn, words: Collection[str]) -> tuple[float, float]:
    """(share of rows that hold a number, share that hold a range such as an age group); rows with
    `words` for a kind of missing are not counted.
    """
    stated = {trimmed(label) for label in column.value_labels.values()}
    rows = numbers = ranges = 0
    for text, count in column.counts.items():
        if text in words:
            continue
        found = read_number(text) if trimmed(text) not in stated or text.isdecimal() else None
        rows += count
        numbers += count if found else 0
        ranges += count if found and found.low != found.high else 0
    return (numbers / rows, ranges / rows) if rows else (0.0, 0.0)


def _codes(found: Iterable[str]) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """(numbers of a scale, codes for missing): whole numbers from 0 or 1 on, few, without big gaps."""
    texts = {whole_number(normalise(text)) for text in found}
    if not all(re.fullmatch(r"-?\d+", text) for text in texts):
        return (), ()
    numbers = sorted(int(text) for text in texts if text not in _MISSING)
    if not numbers:
        return (), ()
    high = [n for n in (8, 9) if str(n) in texts and n <= numbers[-1] + 1]
    numbers = sorted({*numbers, *high})
    missing = tuple(sorted(texts - {str(n) for n in numbers} - {"99"}))
    is_small = numbers[0] >= 0 and numbers[-1] <= _HIGHEST and len(numbers) > 1
    return (tuple(numbers), missing) if is_small else ((), ())


def _is_scale(at: int, found: list[Reading]) -> bool:
    """True beside another column of the same numbers, or if every step from 1 (or 0 and 1 alone) is there."""
    one = found[at]
    if _COUNTS.search(normalise(one.column.text)):
        return False
    neighbours = [found[i] for i in (at - 1, at + 1) if 0 <= i < len(found)]
    alike = [
        other
        for other in neighbours
        if other.kind == "codes" and abs(other.numbers[-1] - one.numbers[-1]) <= 1
    ]
    steps = one.numbers
    is_whole = all(b - a == 1 for a, b in pairwise(steps)) and (
        steps == (0, 1) or (steps[0] == 1 and len(steps) in (4, 5, 6, 7, 10))
    )
    return bool(alike) or is_whole or bool(one.column.value_labels)
