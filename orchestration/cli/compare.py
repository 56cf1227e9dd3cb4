"""Finds two versions of a questionnaire, or a version and an export, and compares them.

Belongs here: finding and reading what the command line names. Nothing is stored.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from orchestration.core.errors import UserError
from orchestration.core.settings import Settings
from orchestration.intake.declared_inputs import Declared
from orchestration.questionnaire.comparing import diff
from orchestration.questionnaire.loading import loader
from orchestration.questionnaire.model.questionnaire import Questionnaire, Survey

if TYPE_CHECKING:
    from orchestration.ingest.read_delivery import Context
    from orchestration.ingest.recognise.recognised_sheet import RecognisedSheet

Result = TypeVar("Result")
_YAML = (".yml", ".yaml")


def compare(settings: Settings, first: str, second: str) -> list[diff.Change]:
    """Changes from `first`, a questionnaire's code or folder, to `second`, the same or an export.

    Raises UserError when either cannot be found or read.
    """
    file = Path(second)
    if file.is_file() and file.suffix not in _YAML:
        return _with_file(settings, survey_of(settings, first), file)
    before, after = (_questionnaire(settings, name) for name in (first, second))
    return diff.compare(before, after)


def _questionnaire(settings: Settings, name: str) -> Questionnaire:
    """A version by itself: its forms need not fit."""
    file = _file(name)
    return loader.load_questionnaire(file) if file else survey_of(settings, name).questionnaire


def survey_of(settings: Settings, name: str) -> Survey:
    """The survey of a folder, or the declared one of this code. Raises UserError."""
    if file := _file(name):
        return loader.load_one(file)
    surveys = Declared(settings.root, settings).surveys()
    if name not in surveys:
        raise UserError(
            f"{name} is neither a questionnaire's folder nor one of {', '.join(surveys)}."
        )
    return surveys[name]


def _file(name: str) -> Path | None:
    path = Path(name)
    file = path if path.suffix in _YAML else path / "questionnaire.yml"
    return file if file.is_file() else None


def read_as(
    settings: Settings,
    survey: Survey,
    file: Path,
    function: Callable[[Context, bytes], Result],
) -> Result:
    """What `function` finds in a file that may be of no other survey. Raises UserError."""
    from orchestration.ingest.messages.refusal import Refusal
    from orchestration.intake import file_content
    from orchestration.intake.limited_reading import within_limits
    from orchestration.intake.take import context_of

    context = context_of(Declared(settings.root, settings), b"nobody is known again")
    context = replace(context, surveys={survey.questionnaire.questionnaire: survey})
    try:
        content = file_content.read(file.resolve(), context.limits)
        return within_limits(function, context, content.data)
    except Refusal as refusal:
        raise UserError(*(f"{one.fi}\n{one.en}" for one in refusal.reasons)) from None


def _with_file(settings: Settings, survey: Survey, file: Path) -> list[diff.Change]:
    from orchestration.ingest.messages.refusal import cell_name

    found = read_as(settings, survey, file, _closest)
    questions = survey.questionnaire.questions
    layouts = found.layout.parts
    columns = {i: t.code for lay in layouts for i, t in lay.columns.items() if t.code in questions}
    row = found.header_row + 1
    extra = {
        i: cell_name(row, i)
        for i, text in enumerate(found.header)
        if text.strip() and i not in found.taken
    }
    asked = {code for lay in layouts for code in lay.form.asked(survey.questionnaire)}
    in_order = [code for code in survey.questionnaire.questions if code in asked]
    reworded = {code: place for one in found.readings for code, place in one.reworded.items()}
    return diff.compare_headers(survey.questionnaire, in_order, columns, reworded, extra)


def _closest(context: Context, data: bytes) -> RecognisedSheet:
    """The part that is done in the process that reads a file."""
    from orchestration.ingest.readers import read_sheets
    from orchestration.ingest.recognise.choose import closest

    return closest(read_sheets(data, context.limits), context.indexes).without_cells()
