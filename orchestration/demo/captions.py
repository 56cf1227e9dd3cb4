"""What the demo's forms print: wordings from the questionnaires, and a few open answers.

Belongs here: code -> text in a language. Does not belong here: the layout of a tool.
"""

from __future__ import annotations

from orchestration.core.data_root import SHIPPED_QUESTIONNAIRES
from orchestration.questionnaire.loading.loader import load
from orchestration.questionnaire.model.questionnaire import Form, Questionnaire, Texts

# Invented open answers, three for each language; they describe nobody. The fourth Finnish one is the
# first with a typing error, as it was before it was corrected.
MISSPELT = 3
PHRASES = {
    "fi": (
        "Arki on saanut rytmiä.",
        "Olen tavannut uusia ihmisiä.",
        "Aika näyttää.",
        "Arki on sanut rytmiä.",
    ),
    "en": ("My days have a rhythm.", "I have met new people.", "Time will tell."),
    "ar": ("أصبح ليومي إيقاع.", "تعرفت على أشخاص جدد.", "سنرى مع الوقت."),
    "fa": ("روزهایم نظم گرفته است.", "با آدم‌های تازه آشنا شدم.", "زمان نشان می‌دهد."),
    "ckb": ("ڕۆژەکانم ڕێکوپێک بوون.", "خەڵکی نوێم ناسی.", "کات دەریدەخات."),
    "ru": ("В моих днях появился ритм.", "Я познакомился с людьми.", "Время покажет."),
    "uk": ("У моїх днях з'явився ритм.", "Я познайомилася з людьми.", "Час покаже."),
}


class Captions:
    """Wordings of one shipped questionnaire; the first of a list is what a form prints."""

    def __init__(self, questionnaire: Questionnaire, forms: dict[str, Form]):
        self.questionnaire = questionnaire
        self.forms = forms
        self._labels: dict[tuple[str, str, str], str] = {}

    @classmethod
    def of(cls, code: str) -> Captions:
        """Load the wordings of a questionnaire that ships with Mukana."""
        survey = load([SHIPPED_QUESTIONNAIRES])[code]
        return cls(survey.questionnaire, {form.form: form for form in survey.forms})

    def header(self, code: str, language: str) -> str:
        """Wording of a field or question."""
        fields = self.questionnaire.fields.declared()
        column = fields.get(code)
        return first(column.header if column else self.questionnaire.questions[code].text, language)

    def label(self, code: str, answer: str, language: str) -> str:
        """Label of a field's value, an option or a kind of missing; a blank stays blank."""
        key = (code, answer, language)
        if key not in self._labels:
            self._labels[key] = first(self._texts(code)[answer], language) if answer else ""
        return self._labels[key]

    def labels(self, code: str, language: str) -> dict[str, str]:
        """All options and kinds of missing of a question: code -> label."""
        return {answer: first(texts, language) for answer, texts in self._texts(code).items()}

    def _texts(self, code: str) -> dict[str, Texts]:
        fields = self.questionnaire.fields.declared()
        if code in fields:
            return dict(fields[code].values)
        choices = self.questionnaire.choices(code)
        return {**choices.options, **choices.missing}


def first(texts: Texts, language: str) -> str:
    """The caption of a text: its only wording, or the first of several."""
    wording = texts[language]  # type: ignore[index]
    return wording if isinstance(wording, str) else wording[0]
