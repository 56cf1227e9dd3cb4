"""Everything that must hold within one questionnaire.

Belongs here: the list of checks. Each check lies in a module of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from orchestration.questionnaire.checking import (
    activities,
    collisions,
    fields,
    indicators,
    metrics,
    questions,
)
from orchestration.questionnaire.model.questionnaire import Questionnaire


def problems(questionnaire: Questionnaire) -> Iterator[str]:
    """What is wrong, a sentence each; a sentence begins with the key it is about and a colon."""
    found = [*fields.problems(questionnaire), *questions.problems(questionnaire)]
    yield from found
    # The other checks look questions up, which fails for a question with an unknown scale.
    for kind in (collisions, indicators, metrics, activities) if not found else ():
        yield from kind.problems(questionnaire)
