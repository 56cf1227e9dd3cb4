"""Options of questions out of labels: their codes, their order, and which questions share them.

Belongs here: making `options`, `missing` and shared `scales`. Does not belong here: which texts are
labels (choice_labels), or the questions themselves (questions).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from orchestration.core.text import trimmed
from orchestration.questionnaire.drafting import sentences
from orchestration.questionnaire.drafting.codes import option_codes
from orchestration.questionnaire.drafting.file_table import FileColumn
from orchestration.questionnaire.drafting.kinds import Reading
from orchestration.questionnaire.drafting.known import KnownTexts
from orchestration.questionnaire.drafting.sentences import Sentence
from orchestration.questionnaire.drafting.wordings import Wordings
from orchestration.questionnaire.matching import labels as matching
from orchestration.questionnaire.model.questionnaire import Texts

# `1 = Täysin eri mieltä`, `5 - Always`: a number, then words.
_NUMBERED = re.compile(r"^(\d{1,2})\s*(?:[.):=–-]|\s)\s*(?=[^\W\d])")
_FIRST_NUMBER = re.compile(r"\d+")


@dataclass
class OptionSet:
    """Options in order and kinds of missing, with what a person must decide about them.

    `is_scale` if the codes are the numbers of a scale; `name` that of the declared scale they are.
    """

    options: dict[str, Texts]
    missing: dict[str, Texts] = field(default_factory=dict)
    is_scale: bool = False
    name: str = ""
    notes: list[Sentence] = field(default_factory=list)


def groups_of(readings: Sequence[Reading]) -> list[list[Reading]]:
    """Choices that have the same labels, or fewer of them beside one that has all, in one group."""
    groups: list[list[Reading]] = []
    for one in readings:
        mine = _labels(one)
        same = next((g for g in groups if _labels(g[0]) == mine and _is_alike(g[0], one)), None)
        groups.append([one]) if same is None else same.append(one)
    joined: list[list[Reading]] = []
    for group in sorted(groups, key=lambda g: -len(_labels(g[0]))):
        home = next((g for g in joined if _belongs(group, g)), None)
        joined.append(group) if home is None else home.extend(group)
    for group in joined:
        group.sort(key=lambda one: one.column.index)
    return sorted(joined, key=lambda group: group[0].column.index)


def option_set(group: Sequence[Reading], wordings: Wordings, known: KnownTexts) -> OptionSet:
    """The options of questions with these labels."""
    columns = [one.column for one in group]
    rows: dict[str, int] = {}
    for one in group:
        for label, count in (one.labels.found if one.labels else {}).items():
            rows[label] = rows.get(label, 0) + count
    stated = _stated(columns)
    labels = _distinct([*stated.values(), *sorted(rows, key=lambda one: (-rows[one], one))])
    missing: dict[str, Texts] = {}
    left_out: set[str] = set()
    declared_missing = {trimmed(text) for column in columns for text in column.missing_labels}
    for label in labels:
        kind = known.missing.get(label)
        if kind or trimmed(label) in declared_missing:
            add_text(missing, kind or "no_answer", wordings.label(columns, label))
            left_out.add(label)
    labels = [label for label in labels if label not in left_out]
    declared = known.options_of(labels) if len(labels) > 2 else None
    if declared:
        name, choices = declared
        kinds = dict(choices.missing)
        texts = {code: dict(text) for code, text in choices.options.items()}
        is_scale = all(code.isdecimal() for code in texts)
        _add_twins(texts, labels, columns, wordings)
        return OptionSet(texts, kinds, is_scale, name)
    return _made(labels, missing, columns, stated, wordings)


def _add_twins(
    options: dict[str, Texts], found: list[str], columns: list[FileColumn], wordings: Wordings
) -> None:
    """What a twin writes for a declared option, if it is another wording than the declared one."""
    known = matching.labels(options)
    for label in found:
        for language, text in wordings.label(columns, label).items():
            code = known.get(label)
            if code and isinstance(text, str) and text not in known:
                add_text(options, code, {language: text})


def _made(
    labels: list[str],
    missing: dict[str, Texts],
    columns: list[FileColumn],
    stated: Mapping[str, str],
    wordings: Wordings,
) -> OptionSet:
    numbers = _numbers(labels, columns, stated, wordings)
    if numbers:
        order = sorted(labels, key=lambda label: numbers[label])
        options = {str(numbers[label]): wordings.label(columns, label) for label in order}
        return OptionSet(options, missing, is_scale=True)
    if len(labels) > 2 and all(map(_FIRST_NUMBER.search, labels)):
        labels = sorted(labels, key=_by_number)
        is_ordered = True
    else:
        is_ordered = bool(stated)
    codes = option_codes(labels)
    options = {codes[label]: wordings.label(columns, label) for label in labels}
    made = OptionSet(options, missing)
    if len(columns) > 1 and len(options) > 2 and not is_ordered:
        made.notes.append(sentences.OPTION_ORDER)
    return made


def _numbers(
    labels: list[str], columns: list[FileColumn], stated: Mapping[str, str], wordings: Wordings
) -> dict[str, int]:
    """Label -> its number on a scale; empty unless every label has one of its own."""
    by_label = {trimmed(label): value for value, label in stated.items()}
    found = {}
    for label in labels:
        numbered, value = _NUMBERED.match(label), by_label.get(trimmed(label))
        twin = wordings.number(columns, label)
        if numbered:
            found[label] = int(numbered[1])
        elif twin is not None:
            found[label] = twin
        elif value is not None and value.isdecimal() and len(columns) > 1:
            found[label] = int(value)
    is_whole = len(found) == len(labels) > 1 and len({*found.values()}) == len(labels)
    return found if is_whole else {}


def _stated(columns: Sequence[FileColumn]) -> dict[str, str]:
    """Value -> label, as the file itself states them, in its order."""
    found: dict[str, str] = {}
    for column in columns:
        for value, label in column.value_labels.items():
            found.setdefault(value, label)
    return found


def add_text(missing: dict[str, Texts], kind: str, texts: Texts) -> None:
    """Add the text of a kind of missing, or of an option; several in a language are a list."""
    if kind not in missing:
        missing[kind] = texts
        return
    for language, text in texts.items():
        before = missing[kind].get(language)
        missing[kind][language] = (
            text if before is None else [*([before] if isinstance(before, str) else before), text]
        )  # type: ignore[list-item]


def _distinct(labels: Sequence[str]) -> list[str]:
    return list({trimmed(label): label for label in reversed(labels)}.values())[::-1]


def _labels(one: Reading) -> frozenset[str]:
    return frozenset(map(trimmed, one.labels.found)) if one.labels else frozenset()


def _is_alike(one: Reading, other: Reading) -> bool:
    """True unless one has several answers in a cell, or texts beside its labels, and the other not."""
    a, b = one.labels, other.labels
    same_labels = one.column.value_labels == other.column.value_labels
    return (
        bool(a and b) and not (a.separator or b.separator or a.others or b.others) and same_labels
    )  # type: ignore[union-attr]


def _belongs(group: Sequence[Reading], home: Sequence[Reading]) -> bool:
    """True where a group's labels are among those of another that stands beside it."""
    mine, theirs = _labels(group[0]), _labels(home[0])
    near = any(abs(a.column.index - b.column.index) == 1 for a in group for b in home)
    return near and len(mine) > 1 and mine <= theirs and _is_alike(group[0], home[0])


def _by_number(label: str) -> tuple[int, str]:
    """Age groups and the like by their first number; `under 18` before `18–29`."""
    number = _FIRST_NUMBER.search(label)
    is_below = bool(re.match(r"^(?:alle|under|<|below|less)", label.casefold()))
    return (int(number[0]) if number else 0) - is_below, label
