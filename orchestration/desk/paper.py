"""The workbooks for paper answers that a sender can choose from, and the names of services to use.

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


def names_of_services(visit: Visit, sender_code: str) -> tuple[str, ...]:
    """The services that a sender may send for, as the reader knows them."""
    return offered(visit.declared.registers(), visit.language, sender_code)["service"]


def paper_workbook(visit: Visit, questionnaire: str, language: str, sender_code: str) -> bytes:
    """The workbook as xlsx. Raises NotShownError, TemplateError."""
    surveys = visit.declared.surveys()
    if questionnaire not in surveys or language not in languages(surveys[questionnaire]):
        raise NotShownError(404, "error.not_found")
    names = offered(visit.declared.registers(), language, sender_code)
    return workbook(surveys[questionnaire], language, surveys.values(), names)
