"""Two declared texts that are one and the same: a file could mean either.

Belongs here: finding them among headers, options, values and kinds of missing, a sentence each,
with the lines of both. Does not belong here: the lines themselves (loading).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from orchestration.core.text import plain
from orchestration.questionnaire.model.captions import as_list
from orchestration.questionnaire.model.questionnaire import Choices, Questionnaire, Texts

# (key in the YAML, text, what it means)
Declared = tuple[str, str, str]


def problems(questionnaire: Questionnaire) -> Iterator[str]:
    """Texts of two meanings in one place of a questionnaire."""
    yield from _headers(questionnaire)
    for name, column in questionnaire.fields.declared().items():
        yield from _twice(_labels(f"fields.{name}.values", column.values))
    for code, scale in questionnaire.scales.items():
        yield from _twice(_choices(f"scales.{code}", scale))
    for code, question in questionnaire.questions.items():
        own = Choices(options=question.options, missing=question.missing)
        scale = questionnaire.scales.get(question.scale or "", Choices())
        # A scale by itself was looked at above, and a kind that a question declares replaces it.
        kept = Choices(options=scale.options, missing={k: t for k, t in scale.missing.items() if k not in own.missing})  # fmt: skip
        within_scale = set(_twice(_choices(f"scales.{question.scale}", kept)))
        both = [*_choices(f"scales.{question.scale}", kept), *_choices(f"questions.{code}", own)]
        yield from (problem for problem in _twice(both) if problem not in within_scale)


def _headers(questionnaire: Questionnaire) -> Iterator[str]:
    """Headers of two fields, or of a field and a question; questions may share a text."""
    fields = [
        one
        for name, column in questionnaire.fields.declared().items()
        for one in _texts(f"fields.{name}.header", column.header, name)
    ]
    yield from _twice(fields)
    of_field = {plain(text): (key, meaning) for key, text, meaning in fields}
    for code, question in questionnaire.questions.items():
        for key, text, _ in _texts(f"questions.{code}.text", question.text, code):
            if plain(text) in of_field:
                other, meaning = of_field[plain(text)]
                yield _sentence(key, text, other, meaning)


def _choices(where: str, choices: Choices) -> Iterator[Declared]:
    yield from _labels(f"{where}.options", choices.options)
    for kind, texts in choices.missing.items():
        yield from _texts(f"{where}.missing.{kind}", texts, f"missing: {kind}")


def _labels(where: str, options: Mapping[str, Texts]) -> Iterator[Declared]:
    """Labels and codes: a file may hold either."""
    for code, texts in options.items():
        yield from _texts(f"{where}.{code}", texts, code)
    yield from ((f"{where}.{code}", code, code) for code in options)


def _texts(where: str, texts: Texts, meaning: str) -> Iterator[Declared]:
    for language, wording in texts.items():
        yield from ((f"{where}.{language}", text, meaning) for text in as_list(wording))


def _twice(declared: Iterable[Declared]) -> Iterator[str]:
    first: dict[str, tuple[str, str]] = {}
    for key, text, meaning in declared:
        other, before = first.setdefault(plain(text), (key, meaning))
        if before != meaning:
            yield _sentence(key, text, other, before)


def _sentence(key: str, text: str, other: str, meaning: str) -> str:
    return (
        f"{key}: `{text}` is already a text of `{meaning}` ({{line of {other}}});"
        " give each a text of its own"
    )
