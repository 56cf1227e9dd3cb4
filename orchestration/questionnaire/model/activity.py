"""Logs: which question of a log says what of an activity, and the codebook's rows of it.

Belongs here: what must hold between an `activity:` block and the questions it names, and the
tables the warehouse reads it from. The block's shape is in the model. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pyarrow as pa

from orchestration.questionnaire.model.captions import named

if TYPE_CHECKING:
    from orchestration.questionnaire.model.questionnaire import Questionnaire

_TEXT, _INT = pa.string(), pa.int32()
_NAMED = {"title_fi": _TEXT, "title_sv": _TEXT, "title_en": _TEXT}
COLUMNS: dict[str, dict[str, pa.DataType]] = {
    "activities": {f"{role}_question_code": _TEXT for role in ("kind", "place", "session", "agreed", "due")},
    "activity_kinds": {"kind_code": _TEXT, "kind_order": _INT, **_NAMED},
    "activity_places": {"place_code": _TEXT, "place_order": _INT, **_NAMED},
    "activity_counts": {
        "question_code": _TEXT, "question_order": _INT, "kind_code": _TEXT, "counts_code": _TEXT,
    },
}  # fmt: skip
# Role -> kinds of question that can play it.
_KINDS = {
    "kind": ("single",),
    "place": ("single",),
    "session": ("number",),
    "agreed": ("single", "multi"),
    "due": ("date",),
}


def problems(q: Questionnaire) -> Iterator[str]:
    """What is wrong with the `activity:` block, a sentence each."""
    if q.activity is None:
        return
    if q.subject != "organisation":
        yield "activity: a log is about an organisation's work; set `subject: organisation`"
    if q.fields.answered_at is None or not q.fields.answered_at.required:
        yield "activity: a log needs its date: `fields.answered_at` with `required: true`"
    if q.activity.due and not q.activity.agreed:
        yield "activity.due: says by when something was agreed; give `agreed` too"
    roles = [(f"activity.{role}", code, _KINDS[role]) for role, code in q.activity.roles().items()]
    roles += [(f"activity.counts.{code}", code, ("number",)) for code in q.activity.counts]
    for where, code, kinds in roles:
        yield from _question_problems(q, where, code, kinds)
    yield from _count_problems(q)


def _question_problems(
    q: Questionnaire, where: str, code: str, kinds: tuple[str, ...]
) -> Iterator[str]:
    question = q.questions.get(code)
    if question is None:
        yield f"{where}: {code} is not declared; allowed: {', '.join(q.questions)}"
    elif question.kind not in kinds:
        yield f"{where}: {code} is a {question.kind} question; it must be {' or '.join(kinds)}"
    elif question.publish != "distribution":
        yield f"{where}: what plays a role is published, but {code} says `publish: {question.publish}`"


def _count_problems(q: Questionnaire) -> Iterator[str]:
    """A number that means one thing or another must say which, for every kind there is."""
    for code, means in q.activity.counts.items() if q.activity else ():
        if isinstance(means, str):
            continue
        if q.activity is None or q.activity.kind not in q.questions:
            yield f"activity.counts.{code}: gives meanings by kind, but no question is the `kind`"
        elif set(means) != set(kinds := q.choices(q.activity.kind).options):
            yield f"activity.counts.{code}: say what it counts for every kind: {', '.join(kinds)}"


def activities(q: Questionnaire) -> Iterator[dict]:
    """One row per log: the question of each role."""
    if q.activity:
        roles = q.activity.roles()
        yield {column: roles.get(column.split("_")[0]) for column in COLUMNS["activities"]}


def activity_kinds(q: Questionnaire) -> Iterator[dict]:
    """The kinds of a log's activities; a log without a `kind` has one, itself."""
    if q.activity and q.activity.kind:
        yield from _options(q, q.activity.kind, "kind")
    elif q.activity:
        yield {"kind_code": q.questionnaire, "kind_order": 1, **named(q.title)}


def activity_places(q: Questionnaire) -> Iterator[dict]:
    """The places of a log that names its places."""
    if q.activity and q.activity.place:
        yield from _options(q, q.activity.place, "place")


def activity_counts(q: Questionnaire) -> Iterator[dict]:
    """What each number counts, for each kind of activity."""
    if q.activity:
        kinds = [row["kind_code"] for row in activity_kinds(q)]
        for order, (code, means) in enumerate(q.activity.counts.items(), 1):
            for kind in kinds:
                yield {
                    "question_code": code,
                    "question_order": order,
                    "kind_code": kind,
                    "counts_code": means if isinstance(means, str) else means[kind],
                }


def _options(q: Questionnaire, question: str, prefix: str) -> Iterator[dict]:
    for order, (code, texts) in enumerate(q.choices(question).options.items(), 1):
        yield {f"{prefix}_code": code, f"{prefix}_order": order, **named(texts)}


ROWS = {
    "activities": activities,
    "activity_kinds": activity_kinds,
    "activity_places": activity_places,
    "activity_counts": activity_counts,
}
