"""A sheet that was recognised: its header, its form, and how they were chosen.

Belongs here: the shape of that result and what follows from it. Does not belong here: choosing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from orchestration.ingest.messages.message import Phrase
from orchestration.ingest.messages.refusal import cell_name
from orchestration.ingest.readers import Sheet
from orchestration.questionnaire.matching.layout import Layout
from orchestration.questionnaire.model.captions import caption


@dataclass(frozen=True)
class RecognisedSheet:
    """A sheet read as a form: the layout and the 0-based index of its (last) header row.

    `passed_over` are the numbers of the other sheets; `runner_up` is the layout that came second;
    `rival` is a form of another questionnaire that the file fits too.
    `reworded` has the column of each question that is there only in other words. `parts` are the
    time points of a table with a row per person: each is recognised by itself, without cells, and
    its header is without the pattern of the time point. `zones` are the time zones that the file
    states for columns of times.
    """

    sheet: Sheet
    header_row: int
    header: list[str]
    layout: Layout
    header_top: int | None = None
    tool: str = ""
    passed_over: tuple[int, ...] = ()
    runner_up: Layout | None = None
    rival: Layout | None = None
    stated: Mapping[str, str] = field(default_factory=dict)
    reworded: Mapping[str, int] = field(default_factory=dict)
    parts: tuple[RecognisedSheet, ...] = ()
    zones: Mapping[int, str] = field(default_factory=dict)

    @property
    def readings(self) -> tuple[RecognisedSheet, ...]:
        """What is read by itself: the time points of a row per person, else this."""
        return self.parts or (self,)

    @property
    def first_row(self) -> int:
        """1-based spreadsheet row of the first answer."""
        return self.header_row + 2

    @cached_property
    def taken(self) -> set[int]:
        """Columns that were read, those joined to another included."""
        return self.layout.taken

    def without_cells(self) -> RecognisedSheet:
        """The same without the cells of the sheet, which may be big."""
        return replace(self, sheet=replace(self.sheet, columns=(), captions=()))

    def choice(self) -> dict[str, object]:
        """What was chosen and why, for the delivery's record: no text of any cell."""
        second = self.runner_up
        top = self.header_row if self.header_top is None else self.header_top
        return {
            "tool": self.tool,
            "header_rows": [top + 1, self.header_row + 1],
            "matched_columns": self.layout.found_count,
            "declared_columns": self.layout.expected_count,
            "second_form": second.name if second else None,
            "second_matched_columns": second.found_count if second else 0,
            "sheets_passed_over": list(self.passed_over),
            "unread_columns": [cell_name(top + 1, i) for i in sorted(self.sheet.unread)],
            "stated": dict(self.stated),
            "time_points": [part.layout.form.constants["phase"] for part in self.parts],
        }


def form_name(layout: Layout) -> Phrase:
    """Title of the questionnaire, with its code and that of the form."""
    title = layout.questionnaire.title
    fi, en = (f"“{caption(title, language)}” ({layout.name})" for language in ("fi", "en"))
    return Phrase(fi, en)


def header_text(layout: Layout, code: str) -> str:
    """The declared header of a field or question in the file's language."""
    questionnaire = layout.questionnaire
    if code in questionnaire.questions:
        return caption(questionnaire.questions[code].text, layout.language)
    declared = questionnaire.fields.declared().get(code)
    if declared:
        return caption(declared.header, layout.language)
    return next(iter(layout.form.columns.get(code, [code])), code)
