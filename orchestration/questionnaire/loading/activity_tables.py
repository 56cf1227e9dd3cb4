"""The codebook's tables of logs: which question has which role in an activity.

Belongs here: the `activity:` block -> rows. Does not belong here: what must hold of the block
(checking), or the other tables (codebook).
"""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa

from orchestration.questionnaire.model.captions import title_columns
from orchestration.questionnaire.model.questionnaire import Activity, Questionnaire

_TEXT, _INT = pa.string(), pa.int32()
_ROLES = tuple(name for name in Activity.model_fields if name != "counts")
_NAMED = {"title_fi": _TEXT, "title_sv": _TEXT, "title_en": _TEXT}
COLUMNS: dict[str, dict[str, pa.DataType]] = {
    "activities": {f"{role}_question_code": _TEXT for role in _ROLES},
    "activity_kinds": {"kind_code": _TEXT, "kind_order": _INT, **_NAMED},
    "activity_places": {"place_code": _TEXT, "place_order": _INT, **_NAMED},
    "activity_counts": {
        "question_code": _TEXT, "question_order": _INT, "kind_code": _TEXT, "counts_code": _TEXT,
    },
}  # fmt: skip


def activities(q: Questionnaire) -> Iterator[dict]:
    """One row per log: the question of each role."""
    if q.activity:
        roles = q.activity.roles()
        yield {f"{role}_question_code": roles.get(role) for role in _ROLES}


def activity_kinds(q: Questionnaire) -> Iterator[dict]:
    """The kinds of a log's activities; a log without a `kind` has one, itself."""
    if q.activity and q.activity.kind:
        yield from _options(q, q.activity.kind, "kind")
    elif q.activity:
        yield {"kind_code": q.questionnaire, "kind_order": 1, **title_columns(q.title)}


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
        yield {f"{prefix}_code": code, f"{prefix}_order": order, **title_columns(texts)}


ROWS = {
    "activities": activities,
    "activity_kinds": activity_kinds,
    "activity_places": activity_places,
    "activity_counts": activity_counts,
}
