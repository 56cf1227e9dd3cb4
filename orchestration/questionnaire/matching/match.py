"""Matching the headers of a file to those that a questionnaire declares.

Belongs here: which column is which field or question.
Pure: takes texts, returns codes. Does not belong here: reading files or converting values.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property, lru_cache

from orchestration.core.text import normalise
from orchestration.questionnaire.matching.assignment import Assignment, Target
from orchestration.questionnaire.matching.header_keys import HeaderKeys, header_forms, header_keys
from orchestration.questionnaire.matching.header_texts import HeaderText, header_texts
from orchestration.questionnaire.matching.layout import Layout
from orchestration.questionnaire.model.questionnaire import Form, Survey


@dataclass(frozen=True, eq=False)
class HeaderIndex:
    """Every header text that a form knows, in normal form.

    `shared` are the texts that several questions have, such as one "Why?" after each.
    """

    survey: Survey
    form: Form
    known: Mapping[str, tuple[Target, frozenset[str]]]
    own: frozenset[str]
    shared: Mapping[str, tuple[Target, ...]] = field(default_factory=dict)

    @classmethod
    def of(
        cls, survey: Survey, form: Form, texts: Iterable[HeaderText] | None = None
    ) -> HeaderIndex:
        """Build the index of one form; of the header texts given, if not of all that it knows."""
        known: dict[str, tuple[Target, frozenset[str]]] = {}
        targets: dict[str, dict[Target, None]] = {}
        texts = header_texts(survey.questionnaire, form) if texts is None else texts
        for text, target, language in texts:
            for key in header_forms(text):
                before = known.get(key, (target, frozenset()))
                known[key] = (before[0], before[1] | {language})
                targets.setdefault(key, {})[target] = None
        own = frozenset(f for hs in form.columns.values() for h in hs for f in header_forms(h))
        shared = {
            key: tuple(found) for key, found in targets.items() if _are_questions(found, survey)
        }
        # A field and a question of one text, without its numbering, mean neither.
        for key in [key for key, found in targets.items() if len(found) > 1 and key not in shared]:
            del known[key]
        return cls(survey, form, known, own, shared)

    @property
    def base(self) -> HeaderIndex:
        """The form's header texts as they are declared."""
        return self

    def read(
        self, header: Sequence[str | HeaderKeys], roles: Mapping[str, Sequence[str]] | None = None
    ) -> Layout:
        """Read one header row as this form; `roles` are the tool's own columns by field."""
        columns = [text if isinstance(text, HeaderKeys) else header_keys(text) for text in header]
        about = (self.survey.questionnaire, self.form)
        reading = Assignment(self.known, self.shared, about, columns)
        reading.assign_whole()
        reading.assign_parts()
        reading.assign_tool_columns(roles or {})
        reading.assign_by_position()
        reading.drop_lone_write_ins()
        found = {target.code for target in reading.columns.values()}
        expected = self.expected
        missing = [code for code in expected if code not in found]
        return Layout(
            self.survey,
            self.form,
            dict(sorted(reading.columns.items())),
            self._language([reading.keys[i] for i in reading.columns]),
            score=len(found) - len(missing),
            own=sum(self._own_score(reading.keys[i], t) for i, t in reading.columns.items()),
            missing=self._required(found),
            repeated=sorted(reading.repeated),
            divided=sorted(reading.parts),
            joined=reading.joined,
            expected_count=len({*expected, *found}),
        )

    def _own_score(self, key: str, target: Target) -> int:
        """1 for a header of this tool's own; -1 where the tool has one and the file another."""
        if key in self.own:
            return 1
        return -1 if target.code in self.form.columns else 0

    def nearest(self, texts: Iterable[str], code: str) -> str | None:
        """The text among `texts` that looks most like a header of `code`, if any does."""
        wanted = [key for key, (target, _) in self.known.items() if target.code == code]
        candidates = {normalise(text): text for text in texts if text}
        for want in wanted:
            if close := get_close_matches(want, candidates, n=1, cutoff=0.75):
                return candidates[close[0]]
        return None

    def _language(self, keys: list[str]) -> str:
        """The language most headers are in; a header that several languages share counts less.

        It is the form's own, unless more than half of the headers are in another one.
        """
        votes: Counter[str] = Counter()
        for key in keys:
            languages = self.known[key][1] - {""} if key in self.known else set()
            votes.update({language: 1 / len(languages) for language in languages})  # type: ignore[arg-type]
        most = max(sorted(votes), key=votes.__getitem__) if votes else "fi"
        own = self.form.language
        return most if own is None or votes[most] > max(votes[own], len(keys) / 2) else own

    @cached_property
    def expected(self) -> list[str]:
        """Codes of the questions that the form asks, and of its columns."""
        return [*dict.fromkeys([*self.form.asked(self.survey.questionnaire), *self.form.columns])]

    def _required(self, found: set[str]) -> list[str]:
        questionnaire, form = self.survey.questionnaire, self.form
        items = questionnaire.items()
        questions = [
            c
            for c in form.asked(questionnaire)
            if c in items or questionnaire.questions[c].required
        ]
        fields = [c for c, field in questionnaire.fields.declared().items() if field.required]
        # What the form itself says needs no column.
        given = {*form.constants, *(("answered_at",) if form.days else ())}
        return [code for code in [*questions, *fields] if code not in found | given]


def best_layouts(
    indexes: Iterable[HeaderIndex],
    header: Sequence[str | HeaderKeys],
    roles: Mapping[str, Sequence[str]] | None = None,
    tool: str = "",
) -> list[Layout]:
    """Layouts of a header row by every form, best first; forms that match nothing left out."""
    columns = tuple(text if isinstance(text, HeaderKeys) else header_keys(text) for text in header)
    named = tuple((role, tuple(names)) for role, names in (roles or {}).items())
    keys = keys_of(columns)
    layouts = [
        _read(index, columns, named) for index in indexes if not keys.isdisjoint(index.known)
    ]
    found = [layout for layout in layouts if layout.columns]

    def place(layout: Layout) -> tuple:
        fit = (not layout.is_clear, -layout.score, -layout.own, not layout.is_in_its_language)
        return (*fit, layout.form.tool != tool, layout.name)

    return sorted(found, key=place)


def keys_of(columns: Iterable[HeaderKeys]) -> set[str]:
    """Every key of every column of a header."""
    return {
        key
        for column in columns
        for key in (*column.whole, *column.joined, *column.items, *column.stems)
    }


# Files of one sender have one header: of the next file nothing has to be found out again.
@lru_cache(maxsize=500)
def _read(
    index: HeaderIndex,
    columns: tuple[HeaderKeys, ...],
    roles: tuple[tuple[str, tuple[str, ...]], ...],
) -> Layout:
    return index.read(columns, dict(roles))


def _are_questions(targets: Iterable[Target], survey: Survey) -> bool:
    codes = [target.code for target in targets]
    return len(codes) > 1 and all(code in survey.questionnaire.questions for code in codes)
