"""Headers of a form that mean two things, and fields that it states twice.

Belongs here: finding them among `columns`, `option_columns`, `constants` and the questionnaire's own
texts, a sentence each, with the lines of both. Does not belong here: collisions within the
questionnaire (collisions).
"""

from __future__ import annotations

from collections.abc import Iterator

from orchestration.core.text import plain
from orchestration.questionnaire.checking.codes import undeclared
from orchestration.questionnaire.matching.assignment import Target
from orchestration.questionnaire.matching.header_texts import header_texts
from orchestration.questionnaire.matching.labels import labels
from orchestration.questionnaire.model.questionnaire import Form, Questionnaire, Texts

# (where it is declared, as a reference to its line; text; what it means)
Declared = tuple[str, str, Target]
# Constants whose values the questionnaire declares.
_CLOSED = ("phase", "consent", "assistance", "mode")
# What may be constant where the questionnaire has no such field.
_WITHOUT_FIELD: dict[str, dict[str, Texts]] = {"phase": {"single": {}}, "consent": {"given": {}}}


def problems(form: Form, questionnaire: Questionnaire) -> Iterator[str]:
    """What a form says twice, or what a header of its own means besides."""
    yield from _of_headers(form, questionnaire)
    for name in form.constants:
        if name in form.columns:
            yield (
                f"constants.{name}: the form also has a column for `{name}`"
                f" ({{line of columns.{name}}}); remove one of them"
            )
    yield from _of_values(form, questionnaire)


def _of_headers(form: Form, questionnaire: Questionnaire) -> Iterator[str]:
    first: dict[str, tuple[str, Target]] = {}
    for where, text, target in _of_questionnaire(form, questionnaire):
        first.setdefault(plain(text), (where, target))
    for key, text, target in _own(form, questionnaire):
        place, before = first.setdefault(plain(text), (f"line of {key}", target))
        if before != target and not _may_share(questionnaire, before, target):
            meaning = before.code if before.option is None else f"{before.code}.{before.option}"
            yield (
                f"{key}: `{text}` is already a header of `{meaning}` ({{{place}}});"
                " give each a header of its own"
            )


def _own(form: Form, questionnaire: Questionnaire) -> Iterator[Declared]:
    """The form's own headers by key; those of questions that it does not ask are not looked for."""
    known = {*questionnaire.fields.declared(), *form.asked(questionnaire)}
    for code, headers in form.columns.items():
        for number, text in enumerate(headers):
            if code in known or code not in questionnaire.questions:
                yield f"columns.{code}.{number}", text, Target(code)
    for code, options in form.option_columns.items():
        for option, headers in options.items():
            for number, text in enumerate(headers):
                yield f"option_columns.{code}.{option}.{number}", text, Target(code, option)


def _of_questionnaire(form: Form, questionnaire: Questionnaire) -> Iterator[Declared]:
    without = form.model_copy(update={"columns": {}, "option_columns": {}})
    for text, target, _ in header_texts(questionnaire, without):
        if target.code not in questionnaire.questions:
            key = f"fields.{target.code}.header"
        elif target.option is None:
            key = f"questions.{target.code}.text"
        else:
            key = f"questions.{target.code}.options.{target.option}"
        yield f"line in questionnaire of {key}", text, target


def _may_share(questionnaire: Questionnaire, *targets: Target) -> bool:
    """True for questions of which one is open, such as one “Why?” after each: the column at the left
    says which it is.
    """
    questions = [questionnaire.questions.get(target.code) for target in targets]
    return None not in questions and any(one and one.kind == "open" for one in questions)


def _of_values(form: Form, questionnaire: Questionnaire) -> Iterator[str]:
    """Constants that are no declared value; of consent only that it is given may be constant."""
    fields = questionnaire.fields.declared()
    for name in _CLOSED:
        value = form.constants.get(name)  # type: ignore[call-overload]
        known = labels(fields[name].values if name in fields else _WITHOUT_FIELD.get(name, {}))
        allowed = ["given"] if name == "consent" else sorted(known.meanings())
        if value is not None and known.get(value) not in allowed:
            yield from undeclared(f"constants.{name}", [value], allowed)
