"""Time points side by side: how a form with a row per person names the columns of each.

Belongs here: patterns such as `*_t1`, what may do without one, and checking `time_points` of a
form. Does not belong here: reading a header with them (wide_index).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from orchestration.core.text import normalise, trimmed, visible
from orchestration.questionnaire.matching import days
from orchestration.questionnaire.matching.assignment import Target
from orchestration.questionnaire.matching.header_texts import HeaderText, header_texts
from orchestration.questionnaire.model.questionnaire import Form, Questionnaire

# Each time point has its own: a shared one would give two submissions the same time or number.
_NEVER_SHARED = frozenset({"answered_at", "response_id", "phase"})


@dataclass(frozen=True)
class ColumnPattern:
    """The text before and after a header's own text in the columns of one time point."""

    before: str
    after: str

    @classmethod
    def of(cls, text: str) -> ColumnPattern:
        """The pattern of a text such as `*_t1` or `T1_*`; `*` alone changes nothing."""
        before, _, after = text.partition("*")
        return cls(before, after)

    def __len__(self) -> int:
        return len(self.before) + len(self.after)

    def apply(self, text: str) -> list[str]:
        """Texts that fit the pattern; also without the numbering and punctuation at the ends of `text`."""
        plain = dict.fromkeys([text, normalise(text)]) if len(self) else [text]
        return [f"{self.before}{one}{self.after}" for one in plain]

    def strip(self, text: str) -> str:
        """A header's text without the pattern; empty if it does not fit."""
        text = visible(text)
        lower, before, after = text.lower(), self.before.lower(), self.after.lower()
        if len(lower) <= len(self) or not (lower.startswith(before) and lower.endswith(after)):
            return ""
        return text[len(before) : len(lower) - len(after)]


def patterns(form: Form) -> dict[str, ColumnPattern]:
    """Text (or code) of a phase -> the pattern of its columns, in the form's order."""
    return {phase: ColumnPattern.of(pattern) for phase, pattern in form.time_points.items()}


def may_be_shared(questionnaire: Questionnaire) -> set[str]:
    """Fields and questions that may be asked once, without a pattern, for every time point."""
    asked_once = {code for code, q in questionnaire.questions.items() if q.background}
    return (set(questionnaire.fields.declared()) | asked_once) - _NEVER_SHARED


def pattern_texts(
    questionnaire: Questionnaire, form: Form, pattern: ColumnPattern
) -> Iterator[HeaderText]:
    """Every header text of one time point; the phase is in the pattern, never in a column."""
    return (t for t in header_texts(questionnaire, form, pattern.apply) if t[1].code != "phase")


def shared_texts(
    questionnaire: Questionnaire, form: Form, pattern: ColumnPattern
) -> Iterator[HeaderText]:
    """The header texts that one time point may also find without its pattern."""
    once = may_be_shared(questionnaire) if len(pattern) else set()
    return (text for text in header_texts(questionnaire, form) if text[1].code in once)


def problems(form: Form, questionnaire: Questionnaire) -> Iterator[str]:
    """What is wrong with a form's time points: names, patterns, and headers with two meanings."""
    if not form.time_points:
        return
    yield from _of_names(form, questionnaire)
    malformed = [pattern for pattern in form.time_points.values() if pattern.count("*") != 1]
    for pattern in malformed:
        yield f"time_points: `{pattern}` needs exactly one `*`, in the place of the header"
    keys = [trimmed(pattern.replace("*", "\0")) for pattern in form.time_points.values()]
    if len(set(keys)) < len(keys):
        yield "time_points: two have the same pattern; give each its own"
    elif not malformed:
        yield from _of_two_meanings(form, questionnaire)
    for given, name in ((form.constants, "constants"), (form.columns, "columns")):
        if "phase" in given:
            yield f"time_points: they give the phase; take `phase` out of `{name}`"


def _of_names(form: Form, questionnaire: Questionnaire) -> Iterator[str]:
    known = {text for texts in days.phases(questionnaire).values() for text in texts}
    for phase in form.time_points:
        if trimmed(phase) not in known:
            allowed = ", ".join(sorted(known))
            yield f"time_points: {phase} is not declared in fields.phase; allowed: {allowed}"
    if len({trimmed(phase) for phase in form.time_points}) < len(form.time_points):
        yield "time_points: two have the same name"
    day_of = days.day_of(form, questionnaire)
    for phase in form.time_points if form.days else ():
        if day_of(phase) is None:
            yield f"days: time point {phase} has no day; give it one too"


def _of_two_meanings(form: Form, questionnaire: Questionnaire) -> Iterator[str]:
    """Header texts that two time points would both take, or that would have two meanings."""
    whose: dict[str, list[tuple[str, frozenset[Target], bool]]] = {}
    for phase, pattern in patterns(form).items():
        for texts, own in ((pattern_texts, True), (shared_texts, False)):
            meant: dict[str, set[Target]] = {}
            for text, target, _ in texts(questionnaire, form, pattern):
                meant.setdefault(normalise(text), set()).add(target)
            for key, targets in meant.items():
                whose.setdefault(key, []).append((phase, frozenset(targets), own))
    for key, takers in sorted(whose.items()):
        owners = dict.fromkeys(phase for phase, _, own in takers if own)
        if len(owners) > 1 or len({targets for _, targets, _ in takers}) > 1:
            of = ", ".join(dict.fromkeys(phase for phase, _, _ in takers))
            yield f"time_points: header `{key}` has two meanings ({of}); use other patterns"
