"""A header row read as a form: what each of its columns is.

Belongs here: the shape of that reading. Pure. Does not belong here: finding it (match).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from orchestration.questionnaire.matching.assignment import Target
from orchestration.questionnaire.model.questionnaire import Form, Questionnaire, Survey

# A header must carry this share of a form's columns to be taken for that form.
CLEAR_SHARE = 0.5


@dataclass(frozen=True)
class Layout:
    """A header row read as a form: the field or question of each column.

    `score` counts declared columns found minus those missing; `own` counts those found by the
    tool's own header names, which decides between equally good tools. `missing` are the required
    columns that are not there; `repeated` are pairs of columns with the same target, `divided` those whose
    headers are the same question and another part each; `joined` are further columns of a question
    of several choices, by its first column.

    Of a table with a row per person it is the first time point; `later` are the others, and
    `score`, `own` and the counts are of all. `shared` are its columns that hold at every time point.
    """

    survey: Survey
    form: Form
    columns: dict[int, Target]
    language: str
    score: int
    own: int
    missing: list[str]
    repeated: list[tuple[int, int]]
    divided: list[tuple[int, int]] = field(default_factory=list)
    joined: dict[int, list[int]] = field(default_factory=dict)
    expected_count: int = 0
    later: tuple[Layout, ...] = ()
    shared: frozenset[int] = frozenset()

    @property
    def parts(self) -> tuple[Layout, ...]:
        """This layout and those of the later time points."""
        return (self, *self.later)

    @property
    def found_count(self) -> int:
        """How many of the declared columns are there."""
        return sum(len({t.code for t in part.columns.values()}) for part in self.parts)

    @property
    def taken(self) -> set[int]:
        """Columns that are read, those joined to another included."""
        further = (n for part in self.parts for more in part.joined.values() for n in more)
        return {*(i for part in self.parts for i in part.columns), *further}

    @property
    def has_a_question(self) -> bool:
        """True if a question is there: a time or a code alone is in any file."""
        questions = self.questionnaire.questions
        return any(t.code in questions for part in self.parts for t in part.columns.values())

    @property
    def is_clear(self) -> bool:
        """True if enough of the form is there for the file to be that form."""
        return self.has_a_question and self.found_count >= CLEAR_SHARE * self.expected_count

    @property
    def is_in_its_language(self) -> bool:
        """True if the file is in the language of the form, or the form has none."""
        return self.form.language in (None, self.language)

    @property
    def name(self) -> str:
        """Questionnaire and form, for people."""
        return f"{self.questionnaire.questionnaire}/{self.form.form}"

    @property
    def questionnaire(self) -> Questionnaire:
        """The questionnaire whose form this is."""
        return self.survey.questionnaire

    def column_of(self, code: str) -> int | None:
        """Index of the column of a field or question, if there is one."""
        return next((i for i, target in self.columns.items() if target.code == code), None)

    def means_the_same(self, other: Layout) -> bool:
        """True if reading the file as either form gives the same answers."""
        mine, theirs = self.form, other.form
        return (
            self.questionnaire.questionnaire == other.questionnaire.questionnaire
            and [part.columns for part in self.parts] == [part.columns for part in other.parts]
            and self.language == other.language
            and (mine.constants, mine.codes, mine.days, mine.version)
            == (theirs.constants, theirs.codes, theirs.days, theirs.version)
        )
