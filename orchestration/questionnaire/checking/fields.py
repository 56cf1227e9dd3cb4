"""What must hold within the fields: values that have a meaning of their own.

Belongs here: finding what is wrong, a sentence each. Does not belong here: the shape of a field
(model).
"""

from __future__ import annotations

from collections.abc import Iterator

from orchestration.questionnaire.checking.codes import undeclared
from orchestration.questionnaire.model.questionnaire import Questionnaire

# Field -> the codes that its values may have. Of consent a word that is neither means nothing.
_MEANINGS = {
    "phase": ("start", "end", "single"),
    "consent": ("given", "refused"),
    "assistance": ("alone", "helped"),
}


def problems(questionnaire: Questionnaire) -> Iterator[str]:
    """What is wrong with the `fields:`, a sentence each."""
    fields = questionnaire.fields.declared()
    for name, allowed in _MEANINGS.items():
        if name in fields:
            yield from undeclared(f"fields.{name}.values", fields[name].values, allowed)
    if "consent" in fields and "given" not in fields["consent"].values:
        yield "fields.consent.values: say which words give consent, under `given`"
