"""What must hold between an `activity:` block and the questions it names.

Belongs here: finding what is wrong, a sentence each. Does not belong here: the block's shape
(model), or the tables made from it (loading).
"""

from __future__ import annotations

from collections.abc import Iterator

from orchestration.questionnaire.model.questionnaire import Activity, Questionnaire

# Role -> kinds of question that can play it.
_KINDS = {
    "kind": ("single",),
    "place": ("single",),
    "session": ("number",),
    "agreed": ("single", "multi"),
    "due": ("date",),
    "done": ("single", "multi"),
    "not_done": ("single", "multi"),
    "outcome": ("single",),
}


def problems(q: Questionnaire) -> Iterator[str]:
    """What is wrong with the `activity:` block, a sentence each."""
    if q.activity is None:
        return
    if q.subject != "organisation":
        yield "activity: a log is about an organisation's work; set `subject: organisation`"
    if q.fields.answered_at is None or not q.fields.answered_at.required:
        yield "activity: a log needs its date: `fields.answered_at` with `required: true`"
    yield from _agreed_problems(q, q.activity)
    codes = list(q.activity.roles().values())
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        yield f"activity: {code} has two roles; give each a question of its own"
    roles = [(f"activity.{role}", code, _KINDS[role]) for role, code in q.activity.roles().items()]
    roles += [(f"activity.counts.{code}", code, ("number",)) for code in q.activity.counts]
    for where, code, kinds in roles:
        yield from _question_problems(q, where, code, kinds)
    yield from _count_problems(q)


def _agreed_problems(q: Questionnaire, activity: Activity) -> Iterator[str]:
    """What is said of something agreed needs the question that says what was agreed."""
    if activity.due and not activity.agreed:
        yield "activity.due: it is the day by which something was agreed; give `agreed` too"
    if activity.outcome and not activity.agreed:
        yield "activity.outcome: it is what came of something agreed; give `agreed` too"
    for role, code in (("done", activity.done), ("not_done", activity.not_done)):
        if code is None or code not in q.questions:
            continue
        if activity.agreed not in q.questions:
            yield f"activity.{role}: it names what was agreed once more; give `agreed` too"
        elif set(q.choices(code).options) != set(options := q.choices(activity.agreed).options):
            yield f"activity.{role}: {code} needs the options of {activity.agreed}: {', '.join(options)}"


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
