"""Finds two versions of a questionnaire, or a version and an export, and compares them.

Belongs here: finding and reading what the command line names. Nothing is stored.
"""

from __future__ import annotations

from pathlib import Path

from orchestration.core.errors import UserError
from orchestration.core.settings import Settings
from orchestration.intake.declared_inputs import Declared
from orchestration.questionnaire.comparing import diff
from orchestration.questionnaire.loading import loader
from orchestration.questionnaire.model.questionnaire import Questionnaire, Survey

_YAML = (".yml", ".yaml")


def compare(settings: Settings, first: str, second: str) -> list[diff.Change]:
    """Changes from `first`, a questionnaire's code or folder, to `second`, the same or an export.

    Raises UserError when either cannot be found or read.
    """
    file = Path(second)
    if file.is_file() and file.suffix not in _YAML:
        return _with_file(settings, _survey(settings, first), file)
    before, after = (_questionnaire(settings, name) for name in (first, second))
    return diff.compare(before, after)


def _questionnaire(settings: Settings, name: str) -> Questionnaire:
    """A version by itself: its forms need not fit."""
    file = _file(name)
    return loader.load_questionnaire(file) if file else _survey(settings, name).questionnaire


def _survey(settings: Settings, name: str) -> Survey:
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


def _with_file(settings: Settings, survey: Survey, file: Path) -> list[diff.Change]:
    from orchestration.ingest.messages.refusal import Refusal, cell_name
    from orchestration.ingest.readers import read_sheets
    from orchestration.ingest.recognise.choose import closest, header_indexes
    from orchestration.intake import file_content

    limits = file_content.limits_of(settings)
    try:
        data = file_content.read(file, limits).within(limits)
        found = closest(read_sheets(data, limits), header_indexes([survey]))
    except Refusal as refusal:
        raise UserError(*(reason.en for reason in refusal.reasons)) from None
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
