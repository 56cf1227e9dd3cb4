"""The workbooks for paper answers that a sender can choose from.

Belongs here: the list, and one of them with the names that its sender uses. Does not belong here: making it
(questionnaire/templates).
"""

from __future__ import annotations

from orchestration.desk.pages import NotShownError
from orchestration.desk.visit import Visit
from orchestration.ingest.registers.offered_names import offered
from orchestration.questionnaire.model.captions import caption
from orchestration.questionnaire.templates.template import languages, workbook


def choices(visit: Visit) -> list[tuple[str, str, list[str]]]:
    """Code and title of each questionnaire, with the languages that it can be typed in, by title."""
    found = [
        (code, caption(survey.questionnaire.title, visit.language), languages(survey))
        for code, survey in visit.declared.surveys().items()
    ]
    return sorted(found, key=lambda one: (one[1].casefold(), one[0]))


def paper_workbook(visit: Visit, questionnaire: str, language: str, sender_code: str) -> bytes:
    """The workbook as xlsx. Raises NotShownError, TemplateError."""
    surveys = visit.declared.surveys()
    if questionnaire not in surveys or language not in languages(surveys[questionnaire]):
        raise NotShownError(404, "error.not_found")
    names = offered(visit.declared.registers(), language, sender_code)
    return workbook(surveys[questionnaire], language, surveys.values(), names)
