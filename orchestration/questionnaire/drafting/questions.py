"""The questions of an unknown table, in its order: what is asked, with which options.

Belongs here: one entry of `questions:` for each column or group of columns. Does not belong here:
fields, indicators, the YAML itself (draft).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from orchestration.core.text import normalise, tidied
from orchestration.questionnaire.drafting import sentences
from orchestration.questionnaire.drafting.codes import code_of, option_codes
from orchestration.questionnaire.drafting.file_table import FileColumn, FileTable
from orchestration.questionnaire.drafting.kinds import Reading
from orchestration.questionnaire.drafting.known import KnownTexts
from orchestration.questionnaire.drafting.option_groups import OptionGroup
from orchestration.questionnaire.drafting.option_sets import (
    OptionSet,
    add_text,
    groups_of,
    option_set,
)
from orchestration.questionnaire.drafting.rare_texts import keep_others
from orchestration.questionnaire.drafting.sentences import Sentence
from orchestration.questionnaire.drafting.unpaired_labels import add_unpaired
from orchestration.questionnaire.drafting.wordings import Wordings
from orchestration.questionnaire.model.questionnaire import Texts

# Questions about who somebody is, by a word of their text.
_BACKGROUND = re.compile(
    r"sukupuol|\bikä|ikäryhmä|äidinkiel|koulutus|syntymämaa|\bkön\b|ålder|modersmål|utbildning|gender|\bsex\b|\bage\b|mother tongue|education"
)


@dataclass
class Asked:
    """One question: its code, its YAML, sentences about it, and its own columns in the form."""

    code: str
    content: dict[str, Any]
    place: int
    notes: list[Sentence] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    option_columns: dict[str, list[str]] = field(default_factory=dict)


@dataclass
class Questions:
    """Questions by code in the file's order, and the scales that they share."""

    asked: dict[str, Asked] = field(default_factory=dict)
    scales: dict[str, dict[str, Any]] = field(default_factory=dict)
    scale_notes: dict[str, list[Sentence]] = field(default_factory=dict)

    def add(self, one: Asked) -> None:
        """Add a question; its code is one that no other has."""
        self.asked[one.code] = one

    def add_scale(self, name: str, made: OptionSet) -> str:
        """The name of a scale with these options: one that is there, or a new one."""
        content = {"options": made.options, **({"missing": made.missing} if made.missing else {})}
        same = next((code for code, scale in self.scales.items() if scale == content), None)
        if same:
            return same
        name = code_of(name, self.scales, "scale")
        self.scales[name] = content
        self.scale_notes[name] = made.notes
        return name


class QuestionMaker:
    """Makes the questions of one table."""

    def __init__(self, table: FileTable, wordings: Wordings, known: KnownTexts, made: Questions):
        self._table, self._wordings, self._known = table, wordings, known
        self._made = made

    def add_choices(self, readings: Sequence[Reading]) -> None:
        """Questions with labels; those that several columns share become a scale."""
        for group in groups_of(readings):
            made = option_set(group, self._wordings, self._known)
            add_unpaired(made, [one.column for one in group], self._wordings, self._known)
            is_shared = len(group) > 1 or made.is_scale or bool(made.name)
            scale = self._made.add_scale(made.name or _scale_name(made), made) if is_shared else ""
            for one in group:
                self._add_choice(one, made, scale)

    def _add_choice(self, one: Reading, made: OptionSet, scale: str) -> None:
        labels = one.labels
        rare = labels.others if labels else {}
        is_several = bool(labels and labels.separator)
        content: dict[str, Any] = {}
        notes = [] if scale else list(made.notes)
        if is_several:
            content["type"] = "multi"
        if scale and not is_several and not rare:
            content["scale"] = scale
        else:
            content["options"] = dict(made.options)
            if made.missing:
                content["missing"] = made.missing
        if rare:
            rows, language = self._table.row_numbers, self._wordings.language
            separator = labels.separator if labels else ""
            notes += keep_others(content, one.column, rare, rows, language, separator)
        elif len(made.options) == 1:
            notes.append(sentences.ONE_ANSWER)
        self._add(one.column, content, notes)

    def add_codes(self, readings: Sequence[Reading]) -> None:
        """Bare numbers of a scale: one scale for columns side by side that end alike."""
        for group in _runs(readings):
            low = min(min(one.numbers) for one in group)
            high = max(max(one.numbers) for one in group)
            low = low if low in (0, 1) else 1
            language = self._wordings.language
            texts = {str(n): {language: str(n)} for n in range(low, high + 1)}
            for one in group:
                for value, label in one.column.value_labels.items():
                    if value in texts:
                        texts[value] = {language: [value, tidied(label)]}
            codes = sorted({code for one in group for code in one.missing})
            cells = ", ".join(one.column.cell for one in group)
            made = OptionSet(texts, {}, is_scale=True)
            made.notes.append(sentences.BARE_CODES.filled(cells=cells))
            made.missing = self._missing(*group)
            if codes:
                for code in codes:
                    add_text(made.missing, "no_answer", {language: code})
                made.notes.append(sentences.MISSING_CODES)
            scale = self._made.add_scale(f"numbers_{low}_{high}", made)
            for one in group:
                self._add(one.column, {"scale": scale}, [])

    def _missing(self, *readings: Reading) -> dict[str, Texts]:
        """Words for a kind of missing beside numbers."""
        missing: dict[str, Texts] = {}
        words = {(word, kind) for one in readings for word, kind in one.missing_labels.items()}
        for word, kind in sorted(words):
            add_text(missing, kind, self._wordings.label([o.column for o in readings], word))
        return missing

    def add_group(self, group: OptionGroup) -> None:
        """Columns of one option each."""
        codes = option_codes(group.items.values())
        content = {
            "type": "multi",
            "options": {
                codes[item]: self._wordings.item(column, item) for column, item in _items(group)
            },
        }
        if group.other is not None:
            content["other"] = codes[group.items[group.other]]
        own = {codes[item]: [column.header] for column, item in _items(group) if column.code}
        self._add(group.first, content, [], stem=group.stem)
        [*_, code] = self._made.asked
        self._made.asked[code].option_columns = own
        self._made.asked[code].columns = []

    def add_plain(self, one: Reading) -> None:
        """A number, a day, or a text of somebody's own."""
        content: dict[str, Any] = {"type": one.kind}
        content |= {"publish": "no"} if one.kind == "date" else {}
        if one.missing_labels:
            content["missing"] = self._missing(one)
        self._add(one.column, content, list(one.notes))

    def _add(
        self, column: FileColumn, content: dict[str, Any], notes: list[Sentence], stem: str = ""
    ) -> None:
        words = self._wordings
        text = words.stem(column, stem) if stem else words.header(column)
        base = stem or (column.code if column.code else column.text)
        code = code_of(base, self._made.asked, "q")
        kind = content.get("type", "scale" if "scale" in content else "single")
        about: dict[str, Any] = {"text": text}
        if kind in ("single", "scale") and _BACKGROUND.search(normalise(column.text)):
            about = {"background": True, **about}
        own = [column.header] if column.code and not stem else []
        first = {key: content.pop(key) for key in ("type", "scale") if key in content}
        one = Asked(code, {**first, **about, **content}, column.index, notes, own)
        self._made.add(one)


def _items(group: OptionGroup) -> list[tuple[FileColumn, str]]:
    return [(column, group.items[column.index]) for column in group.columns]


def _scale_name(made: OptionSet) -> str:
    """`scale_` and the codes at both ends: names of scales are the person's to change."""
    codes = list(made.options)
    return f"scale_{codes[0]}_{codes[-1]}" if made.is_scale else "_".join(codes[:2])


def _runs(readings: Sequence[Reading]) -> list[list[Reading]]:
    """Columns with the same ends, and columns side by side whose ends differ by little."""
    runs: list[list[Reading]] = []
    for one in readings:
        near = next(
            (
                run
                for run in reversed(runs)
                if run[-1].column.value_labels == one.column.value_labels
                and (
                    (run[-1].numbers[0], run[-1].numbers[-1]) == (one.numbers[0], one.numbers[-1])
                    or (
                        one.column.index - run[-1].column.index == 1
                        and len(one.numbers) > 2
                        and len(run[-1].numbers) > 2
                        and abs(one.numbers[-1] - run[-1].numbers[-1]) <= 1
                    )
                )
            ),
            None,
        )
        runs.append([one]) if near is None else near.append(one)
    return runs
