"""What must hold between an `activity:` block and the questions it names.

Belongs here: finding what is wrong, a sentence each. Does not belong here: the block's shape
(model), or the tables made from it (loading).
"""

from __future__ import annotations

from collections.abc import Iterator

from orchestration.questionnaire.model.questionnaire import Questionnaire

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
        yield "activity.due: it is the day by which something was agreed; give `agreed` too"
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
        yield f"{where}: a question with a role is published, but {code} has `publish: {question.publish}`"


def _count_problems(q: Questionnaire) -> Iterator[str]:
    """A number that means one thing or another must say which, for every kind there is."""
    for code, means in q.activity.counts.items() if q.activity else ():
        if isinstance(means, str):
            continue
        if q.activity is None or q.activity.kind not in q.questions:
            yield f"activity.counts.{code}: gives meanings by kind, but no question is the `kind`"
        elif set(means) != set(kinds := q.choices(q.activity.kind).options):
            yield f"activity.counts.{code}: say what it counts for every kind: {', '.join(kinds)}"
