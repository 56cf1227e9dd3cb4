"""Reading the header of a table with a row per person: one layout per time point, side by side.

Belongs here: which columns are of which time point, and what was not asked at one. Columns are
never moved, so that an address in a message is the sheet's own. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from orchestration.core.text import normalise
from orchestration.questionnaire.matching.header_keys import HeaderKeys, said
from orchestration.questionnaire.matching.match import HeaderIndex, Layout
from orchestration.questionnaire.matching.time_points import (
    ColumnPattern,
    may_be_shared,
    pattern_texts,
    patterns,
    shared_texts,
)
from orchestration.questionnaire.model.questionnaire import Form, Survey


@dataclass(frozen=True)
class _TimePoint:
    """The header texts of one time point with its pattern, and those it may find without."""

    pattern: ColumnPattern
    marked: HeaderIndex
    shared: HeaderIndex

    @classmethod
    def of(cls, survey: Survey, form: Form, phase: str, pattern: ColumnPattern) -> _TimePoint:
        form = form.model_copy(update={"constants": {**form.constants, "phase": phase}})
        about = (survey.questionnaire, form, pattern)
        marked = HeaderIndex.of(survey, form, pattern_texts(*about))
        own = {normalise(text) for texts in form.columns.values() for h in texts for text in pattern.on(h)}  # fmt: skip
        return cls(
            pattern,
            replace(marked, own=frozenset(own)),
            HeaderIndex.of(survey, form, shared_texts(*about)),
        )

    def index_for(self, header: Sequence[HeaderKeys]) -> HeaderIndex:
        """What is known where this header stands: a marked column goes before a shared one."""
        keys = {key for column in header for key in _keys(column)}
        has = {target.code for key in keys for target in _targets(self.marked, key)}
        shared = {k: v for k, v in self.shared.known.items() if v[0].code not in has}
        return replace(
            self.marked,
            known={**shared, **self.marked.known},
            own=self.marked.own | (self.shared.own & shared.keys()),
            shared={k: v for k, v in self.shared.shared.items() if k in shared}
            | {**self.marked.shared},
        )


@dataclass(frozen=True)
class WideIndex(HeaderIndex):
    """The header texts of a form with `time_points`; `plain` is the form without any pattern."""

    plain: HeaderIndex | None = None
    time_points: tuple[_TimePoint, ...] = ()

    @classmethod
    def beside(cls, survey: Survey, form: Form) -> WideIndex:
        """Build the index of one form that has `time_points`."""
        points = tuple(_TimePoint.of(survey, form, *each) for each in patterns(form).items())
        known = {k: v for p in points for i in (p.shared, p.marked) for k, v in i.known.items()}
        plain = HeaderIndex.of(survey, form)
        return cls(survey, form, known, frozenset(), {}, plain, points)

    @property
    def base(self) -> HeaderIndex:
        """The form's header texts as they are declared."""
        return self.plain or self

    def read(
        self, header: Sequence[str | HeaderKeys], roles: Mapping[str, Sequence[str]] | None = None
    ) -> Layout:
        """Read one header row: the first time point that has a column of its own, `then` the others."""
        columns = [text if isinstance(text, HeaderKeys) else said(text) for text in header]
        owners = [self._owner(column) for column in columns]
        layouts = [self._read(place, columns, owners, roles or {}) for place in range(len(self.time_points))]  # fmt: skip
        parts = [layout for layout in layouts if layout.columns.keys() - layout.shared]
        parts = _asked_then(parts) if parts else layouts[:1]
        absent = len(self.time_points) - len(parts)
        return replace(
            parts[0],
            # A time point that is not there: a form for this one alone would fit better.
            score=sum(part.score for part in parts) - absent,
            own=sum(part.own for part in parts),
            expected_count=sum(part.expected_count for part in parts),
            then=tuple(replace(part, language=parts[0].language) for part in parts[1:]),
        )

    def _owner(self, column: HeaderKeys) -> int | None:
        """Place of the time point whose pattern the column carries: the longest one."""
        keys = _keys(column)
        owners = [
            (len(point.pattern), -place)
            for place, point in enumerate(self.time_points)
            if any(key in point.marked.known for key in keys)
        ]
        return -max(owners)[1] if owners else None

    def _read(
        self,
        place: int,
        columns: Sequence[HeaderKeys],
        owners: Sequence[int | None],
        roles: Mapping[str, Sequence[str]],
    ) -> Layout:
        """The header as one time point sees it: columns of the others are not there for it."""
        point = self.time_points[place]

        def is_seen(column: HeaderKeys, owner: int | None) -> bool:
            if owner is None or owner == place:
                return True
            has_no_pattern = not len(self.time_points[owner].pattern)
            return has_no_pattern and any(key in point.shared.known for key in column.whole)

        pairs = zip(columns, owners, strict=True)
        seen = [column if is_seen(column, owner) else HeaderKeys(()) for column, owner in pairs]
        once = may_be_shared(self.survey.questionnaire)
        if len(point.pattern):
            roles = {role: names for role, names in roles.items() if role in once}
        layout = point.index_for(seen).read(seen, roles)
        own = {i for i, owner in enumerate(owners) if owner == place and len(point.pattern)}
        shared = {i for i, target in layout.columns.items() if target.code in once} - own
        return replace(layout, shared=frozenset(shared))


def index_of(survey: Survey, form: Form) -> HeaderIndex:
    """The header index of a form, of whichever kind."""
    return WideIndex.beside(survey, form) if form.time_points else HeaderIndex.of(survey, form)


def _asked_then(parts: list[Layout]) -> list[Layout]:
    """The parts, each with only the questions that were asked at its time point.

    A question that has a column at another time point only was not asked; an indicator's items go
    together, and something required that lacks its column stays missing.
    """
    questionnaire = parts[0].questionnaire
    has = [{target.code for target in part.columns.values()} for part in parts]
    anywhere, items = set().union(*has), questionnaire.items()
    required = {code for code, question in questionnaire.questions.items() if question.required}
    found = []
    for part, here in zip(parts, has, strict=True):
        asked = part.form.asked(questionnaire)
        scored = [set(i.items) & set(asked) for i in questionnaire.indicators.values()]
        kept = {item for one in scored if one & here or not one & anywhere for item in one}
        gone = {c for c in items & set(asked) if c not in kept} - here
        gone |= (set(asked) & anywhere) - here - items - required
        form = part.form.model_copy(update={"questions": [c for c in asked if c not in gone]})
        found.append(
            replace(
                part,
                form=form if gone else part.form,
                score=part.score + len(gone),
                missing=[code for code in part.missing if code not in gone],
                expected_count=part.expected_count - len(gone),
            )
        )
    return found


def _keys(column: HeaderKeys) -> tuple[str, ...]:
    return (*column.whole, *column.joined, *column.items, *column.stems)


def _targets(index: HeaderIndex, key: str) -> tuple:
    if key in index.shared:
        return index.shared[key]
    return (index.known[key][0],) if key in index.known else ()
