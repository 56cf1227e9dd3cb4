"""What the benchmark's export looks like, taken from the questionnaire so that it cannot drift.

Belongs here: headers and labels of the Finnish Webropol form, as plain data. Does not belong
here: the rows (generate), or any reading of an export (fastest, people).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from orchestration.core.data_root import SHIPPED_QUESTIONNAIRES
from orchestration.questionnaire.loading.loader import load
from orchestration.questionnaire.model.questionnaire import Choices, Form, Questionnaire, Texts

INCLUSION_SURVEY = "osallisuuskysely"


@dataclass(frozen=True)
class Layout:
    """A questionnaire and the one form of it that the benchmark fills in."""

    questionnaire: Questionnaire
    form: Form

    @property
    def indicator(self) -> str:
        """Code of the indicator whose change is computed."""
        return next(iter(self.questionnaire.indicators))

    @property
    def items(self) -> list[str]:
        """Question codes of the indicator's items."""
        return self.questionnaire.indicators[self.indicator].items

    def header(self, code: str) -> str:
        """Column header of a field or a question: the tool's own, else the questionnaire's."""
        if code in self.form.columns:
            return self.form.columns[code][0]
        field = self.questionnaire.fields.declared().get(code)
        return caption(field.header if field else self.questionnaire.questions[code].text)

    def labels(self, code: str) -> dict[str, str]:
        """Label -> code of the values of a field or the options of a question."""
        field = self.questionnaire.fields.declared().get(code)
        options = field.values if field else self.questionnaire.choices(code).options
        return {caption(texts): option for option, texts in options.items()}

    def plain(self) -> dict[str, object]:
        """All that a script which knows nothing of Mukana needs, ready for JSON."""
        fields = ("answered_at", "respondent_code", "phase", "service", "consent")
        phases = self.labels("phase")
        return {
            "columns": {code: self.header(code) for code in fields},
            "items": [self.header(code) for code in self.items],
            "labels": {text: int(code) for text, code in self.labels(self.items[0]).items()},
            "phases": {text: code for text, code in phases.items() if code in ("start", "end")},
            "consent": next(t for t, code in self.labels("consent").items() if code == "given"),
            "indicator": self.indicator,
        }


def read_layout(folder: Path = SHIPPED_QUESTIONNAIRES) -> Layout:
    """Read the inclusion survey below `folder` and its Finnish Webropol form with a phase column.

    Raises LookupError when it has no such form, QuestionnaireError when it cannot be read.
    """
    survey = load([folder])[INCLUSION_SURVEY]
    for form in survey.forms:
        if form.tool == "webropol" and form.language in ("fi", None) and not form.constants:
            return Layout(survey.questionnaire, form)
    raise LookupError(f"{folder / INCLUSION_SURVEY}: no Finnish Webropol form without constants")


def caption(texts: Texts) -> str:
    """The Finnish wording, the first if there are several."""
    wording = texts["fi"]
    return wording if isinstance(wording, str) else wording[0]


def dont_know(choices: Choices) -> str | None:
    """The label of "don't know", if the question offers one."""
    texts = choices.missing.get("dont_know")
    return caption(texts) if texts and "fi" in texts else None
