"""Matching what a file says to what a questionnaire declares: headers and labels.

Belongs here: which column is which field or question, and which label is which option.
Pure: takes texts, returns codes. Does not belong here: reading files or converting values.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from orchestration.questionnaire.loader import Survey
from orchestration.questionnaire.model import Fields, Form, Questionnaire, Texts
from orchestration.questionnaire.text import normalise


@dataclass(frozen=True)
class Target:
    """What a column carries: a field or a question, or one option of a multi question."""

    code: str
    option: str | None = None


@dataclass(frozen=True)
class Layout:
    """A header row read as a form: which column is what.

    `score` counts declared columns found minus those missing; `own` counts those found by the
    tool's own header names, which breaks ties between tools. `missing` are the required columns
    that are not there; `repeated` are pairs of columns that carry the same thing.
    """

    survey: Survey
    form: Form
    columns: dict[int, Target]
    language: str
    score: int
    own: int
    missing: list[str]
    repeated: list[tuple[int, int]]

    @property
    def questionnaire(self) -> Questionnaire:
        """The questionnaire whose form this is."""
        return self.survey.questionnaire

    def column_of(self, code: str) -> int | None:
        """Index of the column that carries a field or question, if one does."""
        return next((i for i, target in self.columns.items() if target.code == code), None)

    def means_the_same(self, other: Layout) -> bool:
        """True if reading the file as either form gives the same answers."""
        mine, theirs = self.form, other.form
        return (
            self.questionnaire.questionnaire == other.questionnaire.questionnaire
            and self.columns == other.columns
            and (mine.constants, mine.codes, mine.version)
            == (theirs.constants, theirs.codes, theirs.version)
        )


@dataclass(frozen=True)
class HeaderIndex:
    """Every header text that a form knows, in normal form."""

    survey: Survey
    form: Form
    known: Mapping[str, tuple[Target, frozenset[str]]]
    own: frozenset[str]

    @classmethod
    def of(cls, survey: Survey, form: Form) -> HeaderIndex:
        """Build the index of one form."""
        known: dict[str, tuple[Target, frozenset[str]]] = {}
        for text, target, language in _headers(survey.questionnaire, form):
            key = normalise(text)
            before = known.get(key, (target, frozenset()))
            known[key] = (before[0], before[1] | {language})
        own = frozenset(normalise(h) for headers in form.columns.values() for h in headers)
        return cls(survey, form, known, own)

    def read(self, header: Sequence[str]) -> Layout:
        """Read one header row as this form."""
        keys = [normalise(text) for text in header]
        columns: dict[int, Target] = {}
        repeated: list[tuple[int, int]] = []
        for index, key in enumerate(keys):
            target = self.known[key][0] if key in self.known else None
            if target in columns.values():
                repeated.append((next(i for i, t in columns.items() if t == target), index))
            elif target is not None:
                columns[index] = target
        for index, text in enumerate(header):
            # A header made of two: taken only for what no header says by itself.
            key = self._part(text) if index not in columns and ":" in text else None
            if key and self.known[key][0] not in columns.values():
                columns[index], keys[index] = self.known[key][0], key
        found = {target.code for target in columns.values()}
        missing = [code for code in self._expected() if code not in found]
        return Layout(
            self.survey,
            self.form,
            columns,
            self.form.language or self._language([keys[index] for index in columns]),
            score=len(found) - len(missing),
            own=sum(self._speaks_for(keys[i], target) for i, target in columns.items()),
            missing=self._required(found),
            repeated=repeated,
        )

    def _speaks_for(self, key: str, target: Target) -> int:
        """1 for a header of this tool's own; -1 where the tool has one and another stands."""
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

    def _part(self, text: str) -> str | None:
        """The known half of `stem:item` or `question:help text glued on`, if there is one."""
        item, stem = normalise(text.rsplit(":", 1)[1]), normalise(text.split(":", 1)[0])
        if item in self.known:
            return item
        question = (
            self.survey.questionnaire.questions.get(self.known[stem][0].code)
            if stem in self.known
            else None
        )
        is_one_option = question is not None and question.kind == "multi"
        return stem if stem in self.known and not is_one_option else None

    def _language(self, keys: list[str]) -> str:
        """The language most headers are in; one that several languages share says little."""
        votes: Counter[str] = Counter()
        for key in keys:
            languages = self.known[key][1] - {""}
            votes.update({language: 1 / len(languages) for language in languages})  # type: ignore[arg-type]
        return max(sorted(votes), key=votes.__getitem__) if votes else "fi"

    def _expected(self) -> list[str]:
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
        return [
            code
            for code in [*questions, *fields]
            if code not in found and code not in form.constants
        ]


def best_layouts(indexes: Iterable[HeaderIndex], header: Sequence[str]) -> list[Layout]:
    """Layouts of a header row by every form, best first; forms that match nothing left out."""
    layouts = [index.read(header) for index in indexes]
    found = [layout for layout in layouts if layout.columns]
    return sorted(
        found,
        key=lambda lay: (-lay.score, -lay.own, lay.questionnaire.questionnaire, lay.form.form),
    )


def labels(options: Mapping[str, Texts]) -> dict[str, str]:
    """Normal form of every label in every language -> its code. Codes themselves are labels too."""
    found = {normalise(text): code for code, texts in options.items() for text in _wordings(texts)}
    return {**{normalise(code): code for code in options}, **found}


def _headers(questionnaire: Questionnaire, form: Form) -> Iterator[tuple[str, Target, str]]:
    for code, column in questionnaire.fields.declared().items():
        yield from _texts(column.header, Target(code))
    for code in form.asked(questionnaire):
        question = questionnaire.questions[code]
        yield from _texts(question.text, Target(code))
        if question.kind == "multi":
            for option, texts in question.options.items():
                target = Target(code, option)
                yield f"{code}[{option}]", target, ""
                for language, stems in question.text.items():
                    for stem in _as_list(stems):
                        for label in _as_list(texts.get(language, [])):
                            yield f"{stem.rstrip(' :')}:{label}", target, language
    for code, own in form.columns.items():
        if code in Fields.model_fields or code in form.asked(questionnaire):
            yield from ((header, Target(code), "") for header in own)


def _texts(texts: Texts, target: Target) -> Iterator[tuple[str, Target, str]]:
    for language, wording in texts.items():
        for text in _as_list(wording):
            yield text, target, language


def _wordings(texts: Texts) -> Iterator[str]:
    for wording in texts.values():
        yield from _as_list(wording)


def _as_list(wording: str | list[str]) -> list[str]:
    return [wording] if isinstance(wording, str) else wording
