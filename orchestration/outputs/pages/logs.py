"""The page of an activity log: how much was done where, what was recorded, what was agreed.

Belongs here: which rows are shown. Does not belong here: how they look.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from orchestration.outputs.questions.ask import Answer, Row

# More kinds than this are added up: their columns would not fit beside each other.
_MOST_COLUMNS = 3
COUNTS = ("meeting_count", "encounter_count", "participant_count")


@dataclass(frozen=True)
class Recorded:
    """A question of a log. `columns`: a row with the name of each kind, or none if all are added up.

    `options`: a row with the name of the option, and per column how many chose it and how many
    answered.
    """

    first: Row
    columns: list[Row]
    options: list[tuple[Row, list[tuple[int, int]]]]


@dataclass(frozen=True)
class Log:
    """One log. `totals`: a row per kind and place."""

    first: Row
    totals: list[Row]
    recorded: list[Recorded]
    actions: list[Row]

    @property
    def file(self) -> str:
        """The name of its page."""
        return f"activities-{self.first['questionnaire_code']}.html"

    @property
    def has_places(self) -> bool:
        """True if the log says where anything was done."""
        return any(row["activity_place_name_fi"] for row in self.totals)

    @property
    def counts(self) -> list[str]:
        """The counts that the log has at all."""
        return [name for name in COUNTS if any(row[name] is not None for row in self.totals)]

    def total(self, column: str) -> int:
        """The sum of a column over all rows; what is not stated adds nothing."""
        return sum(row[column] or 0 for row in self.totals)


def logs(answers: Mapping[str, Answer]) -> Iterator[Log]:
    """Every log with an activity."""
    recorded = answers["activity_answers"].records
    actions = answers["agreed_actions"].records
    for code, of in groupby(
        answers["activity_totals"].records, key=lambda row: row["questionnaire_code"]
    ):
        totals = list(of)
        own = [row for row in recorded if row["questionnaire_code"] == code]
        asked = groupby(own, key=lambda row: row["question_code"])
        yield Log(
            first=totals[0],
            totals=totals,
            recorded=[_recorded(list(rows)) for _, rows in asked],
            actions=[row for row in actions if row["questionnaire_code"] == code],
        )


def _recorded(rows: list[Row]) -> Recorded:
    chosen = [row for row in rows if not row["is_missing"]]
    kinds = {row["activity_kind_code"]: row for row in chosen if row["answered_count"]}
    is_split = 1 < len(kinds) <= _MOST_COLUMNS
    columns = [[kind] for kind in kinds] if is_split else [list(kinds)]
    options = {row["option_code"]: row for row in chosen}
    counts = {(row["option_code"], row["activity_kind_code"]): row for row in chosen}
    return Recorded(
        first=rows[0],
        columns=list(kinds.values()) if is_split else [],
        options=[
            (row, [_sums([counts.get((code, kind)) for kind in of]) for of in columns])
            for code, row in options.items()
        ],
    )


def _sums(rows: list[Row | None]) -> tuple[int, int]:
    known = [row for row in rows if row]
    return tuple(sum(row[name] for row in known) for name in ("activity_count", "answered_count"))
