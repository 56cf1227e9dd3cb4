"""Every header text that a form knows: what the questionnaire declares, and the tool's own.

Belongs here: listing the texts with the target of each. Does not belong here: which column of a
file has one (match).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product

from orchestration.core.text import normalise
from orchestration.questionnaire.matching.assignment import Target
from orchestration.questionnaire.model.captions import as_list, wordings
from orchestration.questionnaire.model.questionnaire import (
    Fields,
    Form,
    Question,
    Questionnaire,
    Texts,
)

HeaderText = tuple[str, Target, str]
Write = Callable[[str], list[str]]
_OTHER_CODE = "other"
# What LimeSurvey, Kobo, SurveyMonkey and Alchemer write over the column of the open option, in the
# languages in which it was seen; a tool's own language need not be that of the form.
TOOLS_OTHER = (
    _OTHER_CODE, "muu", "annat", "other (please specify)", "other - write in",
    "other - write in (required)",
)  # fmt: skip


def header_texts(
    questionnaire: Questionnaire, form: Form, write: Write = lambda text: [text]
) -> Iterator[HeaderText]:
    """(text, its target, its language or "") of every header that the form knows.

    `write` turns a declared text into the texts that the file may have, such as `…_t1`.
    """
    for code, column in questionnaire.fields.declared().items():
        yield from _texts(column.header, Target(code), write)
    for code in form.asked(questionnaire):
        question = questionnaire.questions[code]
        yield from _texts(question.text, Target(code), write)
        if question.kind == "multi":
            yield from _option_texts(code, question, write)
        elif question.other:
            yield from _write_in_texts(code, question, write)
    for code, own in form.columns.items():
        if code in Fields.model_fields or code in form.asked(questionnaire):
            yield from ((text, Target(code), "") for header in own for text in write(header))
    for code, options in form.option_columns.items():
        for option, own in options.items():
            target = Target(code, option)
            yield from ((text, target, "") for header in own for text in write(header))


def _option_texts(code: str, question: Question, write: Write) -> Iterator[HeaderText]:
    """One column per option: by its code as LimeSurvey, REDCap and Kobo write it, or by its label."""
    for option, texts in question.options.items():
        target = Target(code, option)
        tools = _tools_other(question) if option == question.other else []
        for name in dict.fromkeys([option, *({_OTHER_CODE} & {*tools})]):
            for form in (f"{{}}[{name}]", f"{{}}___{name}", f"{{}}/{name}"):
                # The pattern of a time point may be on the question or on the whole text.
                both = [*map(form.format, write(code)), *write(form.format(code))]
                yield from ((text, target, "") for text in dict.fromkeys(both))
        for language, stems in question.text.items():
            labels = [*as_list(texts.get(language, [])), *tools]
            for stem, label in product(as_list(stems), labels):
                stem, whole = stem.rstrip(" :"), f"{stem.rstrip(' :')}:{label}"
                both = [*(f"{one}:{label}" for one in write(stem)), *write(whole)]
                yield from ((text, target, language) for text in dict.fromkeys(both))


def _write_in_texts(code: str, question: Question, write: Write) -> Iterator[HeaderText]:
    """The column for the text of the open option beside that of a question with one answer."""
    target = Target(code, question.other)
    for language, stems in question.text.items():
        for stem, label in product(as_list(stems), _tools_other(question)):
            for text in write(f"{stem.rstrip(' :')}:{label}"):
                yield text, target, language


def _tools_other(question: Question) -> list[str]:
    """The tools' words for the open option, without those that are a text of another option."""
    declared = {
        normalise(text)
        for option, texts in question.options.items()
        for text in (option, *wordings(texts))
        if option != question.other
    }
    return [text for text in TOOLS_OTHER if text not in declared]


def _texts(texts: Texts, target: Target, write: Write) -> Iterator[HeaderText]:
    for language, wording in texts.items():
        for text in as_list(wording):
            yield from ((written, target, language) for written in write(text))
