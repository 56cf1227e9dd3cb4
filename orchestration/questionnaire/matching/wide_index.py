"""Reading the header of a table with a row per person: one layout per time point, side by side.

Belongs here: which columns are of which time point, and what was not asked at one. Columns are
never moved, so that an address in a message is right in the sheet. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from orchestration.questionnaire.matching.header_keys import HeaderKeys, header_forms, header_keys
from orchestration.questionnaire.matching.layout import Layout
from orchestration.questionnaire.matching.match import HeaderIndex
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
    """The header texts of one time point: with its pattern, and those that may do without."""

    pattern: ColumnPattern
    patterned: HeaderIndex
    shared: HeaderIndex

    @classmethod
    def of(cls, survey: Survey, form: Form, phase: str, pattern: ColumnPattern) -> _TimePoint:
        form = form.model_copy(update={"constants": {**form.constants, "phase": phase}})
        about = (survey.questionnaire, form, pattern)
        patterned = HeaderIndex.of(survey, form, pattern_texts(*about))
        own = {f for texts in form.columns.values() for h in texts for text in pattern.apply(h) for f in header_forms(text)}  # fmt: skip
        return cls(
            pattern,
            replace(patterned, own=frozenset(own)),
            HeaderIndex.of(survey, form, shared_texts(*about)),
        )

    def index_for(self, header: Sequence[HeaderKeys]) -> HeaderIndex:
        """The texts known for this header: a column with the pattern excludes a shared one."""
        keys = {key for column in header for key in _keys(column)}
        has = {target.code for key in keys for target in _targets(self.patterned, key)}
        shared = {k: v for k, v in self.shared.known.items() if v[0].code not in has}
        return replace(
            self.patterned,
            known={**shared, **self.patterned.known},
            own=self.patterned.own | (self.shared.own & shared.keys()),
            shared={k: v for k, v in self.shared.shared.items() if k in shared}
            | {**self.patterned.shared},
        )


@dataclass(frozen=True, eq=False)
class WideIndex(HeaderIndex):
    """The header texts of a form with `time_points`; `plain` has them without patterns."""

    plain: HeaderIndex | None = None
    time_points: tuple[_TimePoint, ...] = ()

    @classmethod
    def build(cls, survey: Survey, form: Form) -> WideIndex:
        """Build the index of one form that has `time_points`."""
        points = tuple(_TimePoint.of(survey, form, *each) for each in patterns(form).items())
        known = {k: v for p in points for i in (p.shared, p.patterned) for k, v in i.known.items()}
        plain = HeaderIndex.of(survey, form)
        return cls(survey, form, known, frozenset(), {}, plain, points)

    @property
    def base(self) -> HeaderIndex:
        """The form's header texts as they are declared."""
        return self.plain or self

    def read(
        self, header: Sequence[str | HeaderKeys], roles: Mapping[str, Sequence[str]] | None = None
    ) -> Layout:
        """Read one header row: the first time point with a column of its own, `later` the others."""
        columns = [text if isinstance(text, HeaderKeys) else header_keys(text) for text in header]
        owners = [self._owner(column) for column in columns]
        layouts = [self._read(place, columns, owners, roles or {}) for place in range(len(self.time_points))]  # fmt: skip
        parts = [layout for layout in layouts if layout.columns.keys() - layout.shared]
        parts = _with_questions_asked(parts) if parts else layouts[:1]
        absent = len(self.time_points) - len(parts)
        return replace(
            parts[0],
            # For each absent time point one less: a form without it would fit better.
            score=sum(part.score for part in parts) - absent,
            own=sum(part.own for part in parts),
            expected_count=sum(part.expected_count for part in parts),
            later=tuple(replace(part, language=parts[0].language) for part in parts[1:]),
        )

    def _owner(self, column: HeaderKeys) -> int | None:
        """Number of the time point whose pattern the column fits; of several the longest."""
        keys = _keys(column)
        owners = [
            (len(point.pattern), -place)
            for place, point in enumerate(self.time_points)
            if any(key in point.patterned.known for key in keys)
        ]
        return -max(owners)[1] if owners else None

    def _read(
        self,
        place: int,
        columns: Sequence[HeaderKeys],
        owners: Sequence[int | None],
        roles: Mapping[str, Sequence[str]],
    ) -> Layout:
        """Read the header as one time point, without the columns of the others."""
        point = self.time_points[place]

        def is_readable(column: HeaderKeys, owner: int | None) -> bool:
            if owner is None or owner == place:
                return True
            has_no_pattern = not len(self.time_points[owner].pattern)
            return has_no_pattern and any(key in point.shared.known for key in column.whole)

        pairs = zip(columns, owners, strict=True)
        own_and_shared = [
            column if is_readable(column, owner) else HeaderKeys(()) for column, owner in pairs
        ]
        once = may_be_shared(self.survey.questionnaire)
        if len(point.pattern):
            roles = {role: names for role, names in roles.items() if role in once}
        layout = point.index_for(own_and_shared).read(own_and_shared, roles)
        own = {i for i, owner in enumerate(owners) if owner == place and len(point.pattern)}
        shared = {i for i, target in layout.columns.items() if target.code in once} - own
        return replace(layout, shared=frozenset(shared))


def index_of(survey: Survey, form: Form) -> HeaderIndex:
    """The header index of a form, with or without `time_points`."""
    return WideIndex.build(survey, form) if form.time_points else HeaderIndex.of(survey, form)


def _with_questions_asked(parts: list[Layout]) -> list[Layout]:
    """The parts, each with only the questions that were asked at its time point.

    A question that has a column only at another time point was not asked. The items of an indicator
    go together. A required question without a column stays missing.
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
