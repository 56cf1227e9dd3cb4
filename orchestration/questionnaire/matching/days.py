"""Days that a form gives by phase, for exports without a column for the day of answering.

Belongs here: checking `days` of a form against the phases of its questionnaire, and looking a day
up. Does not belong here: dates that a column holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from orchestration.core.text import trimmed
from orchestration.core.words import Words
from orchestration.questionnaire.matching.labels import labels
from orchestration.questionnaire.model.captions import as_list, wordings
from orchestration.questionnaire.model.questionnaire import Form, Questionnaire


def day_of(form: Form, questionnaire: Questionnaire) -> Callable[[str], date | None]:
    """Return the function from the text of a phase column to the day that the form gives it, if any."""
    phase = questionnaire.fields.phase
    given, known = Words((text, text) for text in form.days), labels(phase.values if phase else {})

    def look_up(text: str) -> date | None:
        found = given.get(text) or given.get(known.get(text) or "")
        return form.days[found] if found else None

    return look_up


def problems(form: Form, questionnaire: Questionnaire) -> Iterator[str]:
    """What is wrong with a form's days: texts of no phase, and phases without a day."""
    if not form.days:
        return
    by_code = phases(questionnaire)
    known = {text for texts in by_code.values() for text in texts}
    given = {trimmed(text) for text in form.days}
    for text in form.days:
        if trimmed(text) not in known:
            yield f"days: {text} is not declared in fields.phase; allowed: {', '.join(sorted(known))}"
    for code, texts in by_code.items():
        if code in given and "phase" not in form.constants:
            yield from _sharing(code, form, questionnaire)
        # The time points of a row per person are named by the form: those have days (time_points).
        if form.time_points:
            continue
        # A phase that no text names is not in this form's files.
        if texts & given and code not in given:
            for text in sorted(texts - given - {code}):
                yield f"days: {text} is a text of phase {code} and has no day; give it one too"


def _sharing(code: str, form: Form, questionnaire: Questionnaire) -> Iterator[str]:
    """Texts of one language, or time points of the form, that would share the phase's day.

    Two time points on one day count as one submission, of which the most complete is used, so the
    change would be measured to either.
    """
    phase = questionnaire.fields.phase
    given = {trimmed(text) for text in form.days}
    named = {trimmed(text) for text in form.time_points}
    for wording in (phase.values[code] if phase else {}).values():
        texts = set(map(trimmed, as_list(wording)))
        alike = sorted((texts & named if named else texts) - given)
        if len(alike) > 1:
            yield f"days: {', '.join(alike)} are texts of phase {code}; give each its own day"


def phases(questionnaire: Questionnaire) -> dict[str, set[str]]:
    """Phase -> the forms of its code and texts, with their numbering.

    Without a field for it every answer is a single measurement.
    """
    phase = questionnaire.fields.phase
    if phase is None:
        return {"single": {"single"}}
    return {
        code: {trimmed(code), *(trimmed(text) for text in wordings(texts))}
        for code, texts in phase.values.items()
    }
