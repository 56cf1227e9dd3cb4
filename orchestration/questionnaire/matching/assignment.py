"""Giving the columns of one header row to the fields and questions of one form.

Belongs here: which key of a header is used where several are possible, and which of several
columns with the same header is which. Pure; called by match alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from orchestration.core.text import normalise
from orchestration.questionnaire.matching.header_keys import HeaderKeys, is_filled_in
from orchestration.questionnaire.model.questionnaire import Form, Questionnaire

# The code of a question that the form does not know.
_UNKNOWN = "?"


@dataclass(frozen=True)
class Target:
    """What a column holds: a field, a question, or one option of a multi question."""

    code: str
    option: str | None = None


# Normal form of a header text -> its target, and the languages that it is in.
Known = Mapping[str, tuple[Target, frozenset[str]]]
# A text that several questions have -> all its targets.
Shared = Mapping[str, tuple[Target, ...]]


class Assignment:
    """The target of each column of a header row; filled step by step."""

    def __init__(
        self,
        known: Known,
        shared: Shared,
        about: tuple[Questionnaire, Form],
        header: Sequence[HeaderKeys],
    ):
        self._known, self._shared, self._header = known, shared, header
        self._questionnaire, self._form = about
        self._questions = self._questionnaire.questions
        self._asked = self._form.asked(self._questionnaire)
        self.columns: dict[int, Target] = {}
        self.keys: dict[int, str] = {}
        self.repeated: list[tuple[int, int]] = []
        self.parts: list[tuple[int, int]] = []
        self.joined: dict[int, list[int]] = {}
        self._ambiguous: dict[tuple[Target, ...], list[tuple[int, str]]] = {}

    def assign_whole(self) -> None:
        """Columns whose whole header is known. One with several targets is left for assign_by_position."""
        first: dict[Target, int] = {}
        for number, column in enumerate(self._header):
            key = next((k for k in column.whole if k in self._known), None)
            if key is None:
                continue
            target = self._known[key][0]
            targets = self._shared.get(key, (target,))
            if len(targets) > 1 or self._kind(target) == "open":
                self._ambiguous.setdefault(targets, []).append((number, key))
            elif target not in first:
                first[target] = number
                self._assign(number, target, key)
            elif self._is_several(target):
                self.joined.setdefault(first[target], []).append(number)
            else:
                self.repeated.append((first[target], number))

    def assign_parts(self) -> None:
        """Columns whose header is a question and its part; only for targets without a column."""
        ambiguous = {number for columns in self._ambiguous.values() for number, _ in columns}
        done = {b for _, b in self.repeated} | {n for more in self.joined.values() for n in more}
        taken = set(self.columns.values())
        by_part: dict[Target, int] = {}
        by_stem: dict[Target, int] = {}
        for number, column in enumerate(self._header):
            if number in self.columns or number in ambiguous | done:
                continue
            for key in (*column.joined, *column.items, *column.stems):
                target = self._known[key][0] if key in self._known else None
                if target in by_part and key in column.items and self._is_sole(target, key):
                    # The same item below two stems: neither is the item by itself.
                    self.repeated.append((by_part[target], number))
                    break
                if target in by_stem and key in column.stems:
                    # Which of the parts is the question itself is known by what they hold.
                    self.parts.append((by_stem[target], number))
                    break
                if target is None or target in taken:
                    continue
                if key in column.stems and self._is_several(target):
                    continue  # a part that is no option of the question
                self._assign(number, target, key)
                taken.add(target)
                if key in column.items:
                    by_part[target] = number
                elif key in column.stems:
                    by_stem[target] = number
                break
        self._continue_choices()

    def assign_by_position(self) -> None:
        """Columns with several targets: the question before shows which it is."""
        ambiguous = {number for columns in self._ambiguous.values() for number, _ in columns}
        for targets, columns in self._ambiguous.items():
            left = list(targets)
            unplaced = []
            for number, key in columns:
                before = self._question_before(number, ambiguous)
                fit = next((t for t in left if self._follows(t, targets) == before), None)
                if fit is None or before == _UNKNOWN:
                    unplaced.append((number, key))
                else:
                    left.remove(fit)
                    self._assign(number, fit, key)
            if len(unplaced) == len(columns):
                self._in_order(left, unplaced)

    def drop_lone_write_ins(self) -> None:
        """A column for the text of `other` says nothing without that of its question's one answer."""
        whole = {target.code for target in self.columns.values() if target.option is None}
        for number, target in list(self.columns.items()):
            is_one_answer = self._kind(target) != "multi" and target.option is not None
            if is_one_answer and target.code not in whole:
                del self.columns[number], self.keys[number]

    def assign_tool_columns(self, roles: Mapping[str, Sequence[str]]) -> None:
        """Fields without a column, by the tool's own columns."""
        found = {target.code for target in self.columns.values()}
        declared = self._questionnaire.fields.declared()
        for role in declared.keys() & roles.keys() - found - self._form.constants.keys():
            wanted = {normalise(name): rank for rank, name in enumerate(roles[role])}
            fits = [
                (wanted[key], number, key)
                for number, column in enumerate(self._header)
                for key in column.whole
                if key in wanted and number not in self.columns
            ]
            if fits:
                _, number, key = min(fits)
                self._assign(number, Target(role), key)

    def _in_order(self, targets: list[Target], columns: list[tuple[int, str]]) -> None:
        """Columns that no neighbour identified: closed questions, and columns side by side, in order.

        An answer that may belong to several questions is left out rather than guessed.
        """
        is_open = any(self._kind(target) == "open" for target in targets)
        numbers = [number for number, _ in columns]
        is_side_by_side = all(b - a == 1 for a, b in pairwise(numbers))
        if len(columns) == len(targets) and (is_side_by_side or not is_open):
            for target, (number, key) in zip(targets, columns, strict=True):
                self._assign(number, target, key)
        elif 0 < len(targets) < len(columns) and not is_open:
            self._assign(numbers[0], targets[0], columns[0][1])
            self.repeated += [(numbers[0], number) for number in numbers[1:]]

    def _continue_choices(self) -> None:
        """Nameless columns right of a multi question, below its merged header, belong to it."""
        for number, target in list(self.columns.items()):
            if not self._is_several(target):
                continue
            following = number + 1
            while following < len(self._header) and self._is_nameless(following):
                self.joined.setdefault(number, []).append(following)
                following += 1

    def _is_nameless(self, number: int) -> bool:
        whole = self._header[number].whole
        return number not in self.columns and bool(whole) and is_filled_in(whole[0])

    def _question_before(self, number: int, ambiguous: set[int]) -> str | None:
        """Code of the question at the left; fields, columns with several targets and empty headers are skipped."""
        for left in range(number - 1, -1, -1):
            if left in ambiguous or not any(self._header[left].whole):
                continue
            code = self.columns[left].code if left in self.columns else _UNKNOWN
            if code in self._questions or code == _UNKNOWN:
                return code
        return None

    def _follows(self, target: Target, among: Sequence[Target]) -> str | None:
        """The question that the form asks before this one and others with the same text."""
        others = {each.code for each in among}
        place = self._asked.index(target.code) if target.code in self._asked else 0
        return next((c for c in reversed(self._asked[:place]) if c not in others), None)

    def _assign(self, number: int, target: Target, key: str) -> None:
        self.columns[number], self.keys[number] = target, key

    def _is_sole(self, target: Target, key: str) -> bool:
        """True for a closed question that alone has this text."""
        return key not in self._shared and self._kind(target) not in ("", "open", "multi")

    def _kind(self, target: Target) -> str:
        question = self._questions.get(target.code)
        return question.kind if question else ""

    def _is_several(self, target: Target) -> bool:
        return self._kind(target) == "multi" and target.option is None
