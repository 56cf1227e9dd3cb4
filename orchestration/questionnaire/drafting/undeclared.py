"""What a questionnaire and an export do not have in common, for the person who writes the YAML.

Belongs here: declared questions without a column, columns that nothing declares, labels that are no
option. A label out of cells is named only if it is an option by all signs: on at least five rows,
short, without personal data, in a column that holds hardly anything else. Others are counted, with
the addresses of some.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from orchestration.core.text import is_blank
from orchestration.core.words import Words
from orchestration.ingest.convert.yes_and_no import NO, YES
from orchestration.ingest.messages.refusal import cell_name
from orchestration.ingest.readers.cell_values import MISSING_NUMBER
from orchestration.ingest.readers.text_columns import plain_text
from orchestration.ingest.recognise.recognised_sheet import RecognisedSheet, header_text
from orchestration.privacy.personal_data import may_be_shown
from orchestration.questionnaire.drafting.choice_labels import sort_out
from orchestration.questionnaire.drafting.file_table import lines_of
from orchestration.questionnaire.drafting.known_question import unknown_parts
from orchestration.questionnaire.matching.assignment import Target
from orchestration.questionnaire.matching.labels import labels
from orchestration.questionnaire.model.questionnaire import Questionnaire

# So much of a column must be options, for its other labels to be options by all signs.
_SHARE = 0.8
_MOST_CELLS = 3


@dataclass(frozen=True)
class UnknownLabels:
    """Labels of one question or field that are not declared: those that may be shown with their rows,
    and of the others how many there are, on how many rows, and the first cells.
    """

    code: str
    shown: Mapping[str, int]
    other_count: int
    other_rows: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Undeclared:
    """`not_found` has the code and text of what is declared and has no column; `headers` the cell and
    text of columns that are not declared, the text empty where it may be personal.
    """

    form: str
    not_found: list[tuple[str, str]] = field(default_factory=list)
    headers: list[tuple[str, str]] = field(default_factory=list)
    labels: list[UnknownLabels] = field(default_factory=list)

    @property
    def is_any(self) -> bool:
        """True if something is missing or undeclared."""
        return bool(self.not_found or self.headers or self.labels)


def undeclared(recognised: RecognisedSheet) -> Undeclared:
    """What the export and the form that it is do not have in common."""
    layout = recognised.layout
    questionnaire = layout.questionnaire
    found = {target.code for part in layout.parts for target in part.columns.values()}
    asked = [*questionnaire.fields.declared(), *layout.form.asked(questionnaire)]
    constant = {*layout.form.constants, *(["phase"] if layout.form.time_points else [])}
    absent = [code for code in asked if code not in found and code not in constant]
    row = recognised.header_row + 1
    extra = [
        (cell_name(row, i), text if may_be_shown(text) else "")
        for i, text in enumerate(recognised.header)
        if text.strip() and i not in recognised.taken | recognised.sheet.unread
    ]
    return Undeclared(
        layout.name,
        [(code, header_text(layout, code)) for code in absent],
        extra,
        list(_unknown_labels(recognised)),
    )


def _unknown_labels(recognised: RecognisedSheet) -> Iterator[UnknownLabels]:
    for part in recognised.layout.parts:
        for index, target in part.columns.items():
            known = _known(part.questionnaire, target)
            if known is not None:
                found = _in_column(recognised, index, target, known)
                if found.shown or found.other_rows:
                    yield found


def _known(questionnaire: Questionnaire, target: Target) -> Words | None:
    """The declared labels of a column of choices; None for any other column."""
    question = questionnaire.questions.get(target.code)
    if question is None:
        values = questionnaire.fields.declared()[target.code].values
        return labels(values) if values else None
    is_other = question.other is not None and target.option == question.other
    if question.kind not in ("single", "multi", "scale") or is_other:
        return None
    choices = questionnaire.choices(target.code)
    return labels({**choices.options, **choices.missing})


def _in_column(
    recognised: RecognisedSheet, index: int, target: Target, known: Words
) -> UnknownLabels:
    questionnaire = recognised.layout.questionnaire
    question = questionnaire.questions.get(target.code)
    is_several = question is not None and question.kind == "multi" and target.option is None
    cells = plain_text(recognised.sheet.columns[index]).to_pylist()[recognised.header_row + 1 :]
    unknown: Counter[str] = Counter()
    rows_of: dict[str, list[int]] = {}
    filled = 0
    for row, cell in enumerate(cells, recognised.first_row):
        if is_blank(cell) or cell.strip() == MISSING_NUMBER:
            continue
        filled += 1
        for part in unknown_parts(cell, known) if is_several else [cell]:
            text = lines_of(part)
            is_tick = target.option is not None and text.casefold() in YES | NO
            if text not in known and not is_tick:
                unknown[text] += 1
                rows_of.setdefault(text, []).append(row)
    sorted_out = sort_out(unknown, lambda _: False)
    shown, others = dict(sorted_out.found), Counter(sorted_out.others)
    if len({r for text in others for r in rows_of[text]}) > (1 - _SHARE) * filled:
        others.update(shown)
        shown = {}
    rows = sorted({row for text in others for row in rows_of.get(text, ())})
    first = tuple(cell_name(row, index) for row in rows[:_MOST_CELLS])
    return UnknownLabels(target.code, shown, len(others), len(rows), first)
