"""Lists that the figures about organisations are counted from: metrics, activities, agreed actions.

Belongs here: where a list lies in the warehouse, and what is counted of it. Does not belong here:
counting (elements).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

_PLACE = ("period_key", "region_key", "municipality_key", "service_key", "questionnaire_key", "activity_kind_key")  # fmt: skip
# As in the macros metric_measures and metric_value; a test holds that they give the same.
_EXACT = "coalesce(number_low = number_high, number_low is null)"
_NUMERATOR = f"""
case
    when kind_code in ('share', 'distribution') then count(*) filter (where is_in_denominator and is_counted)
    when kind_code = 'selected' then sum(selected_count) filter (where is_in_denominator)
    when kind_code in ('mean', 'sum') and bool_and({_EXACT}) filter (where is_in_denominator)
        then sum(number_low) filter (where is_in_denominator)
end
"""
_DENOMINATOR = "count(*) filter (where is_in_denominator)"
_VALUE = f"""
case
    when {_DENOMINATOR} = 0 then null
    when kind_code in ('share', 'distribution')
        then cast(count(*) filter (where is_in_denominator and is_counted) as double) / {_DENOMINATOR}
    when kind_code = 'selected' then cast(sum(selected_count) filter (where is_in_denominator) as double)
    when not bool_and({_EXACT}) filter (where is_in_denominator) then null
    when kind_code = 'mean' then avg(cast(number_low as double)) filter (where is_in_denominator)
    when kind_code = 'median' then median(cast(number_low as double)) filter (where is_in_denominator)
    when kind_code = 'sum' then cast(sum(number_low) filter (where is_in_denominator) as double)
    when kind_code = 'max' then cast(max(number_low) filter (where is_in_denominator) as double)
end
"""


@dataclass(frozen=True)
class Listed:
    """A published table whose figures are counted from a list.

    `source`: the list in a warehouse. `keys`: columns of a published row; `grouped`: others that are
    the same in a row. `element`: columns that say which organisation's answer or which activity it is;
    `content`: what else is in the list. `figures`: code -> expression over the rows of a group.
    `is_published`: the list is the published table itself, so that its figures are counted from it.
    """

    table_name: str
    source: str
    keys: tuple[str, ...]
    grouped: tuple[str, ...]
    element: tuple[str, ...]
    content: tuple[str, ...]
    figures: Mapping[str, str]
    is_published: bool = True

    def of(self, database: str) -> str:
        """The list in an attached warehouse, to select from."""
        return self.source.format(database=database)

    @property
    def published_columns(self) -> tuple[str, ...]:
        """The columns that the published table must have."""
        if self.is_published:
            return (*self.keys, *self.grouped, *self.element, *self.content)
        return (*self.keys, *self.figures)

    @property
    def columns(self) -> str:
        """The columns of the list."""
        return ", ".join(dict.fromkeys((*self.keys, *self.grouped, *self.element, *self.content)))


_ROW = ("questionnaire_key", "metric_key", "area_set_key", "option_key", "wave_code")
_KEY = "cast('0x' || substr(md5({code}), 1, 13) as bigint)"
METRICS = Listed(
    "fct_governance_metric",
    f"""(
        select
            *,
            {_KEY.format(code="questionnaire_code")} as questionnaire_key,
            {_KEY.format(code="area_set_code")} as area_set_key
        from {{database}}.restricted.int_metric_answers
    )""",
    _ROW,
    ("kind_code",),
    (*_ROW, "area_code", "panel_code"),
    ("is_in_denominator", "is_counted", "selected_count", "number_low", "number_high"),
    {"numerator": _NUMERATOR, "denominator": _DENOMINATOR, "metric_value": _VALUE},
    is_published=False,
)
ACTIVITIES = Listed(
    "fct_activity",
    "{database}.marts.fct_activity",
    _PLACE,
    (),
    ("activity_key",),
    ("participant_count", "encounter_count", "meeting_count"),
    {
        "activity_count": "count(*)",
        "participant_count": "sum(participant_count)",
        "encounter_count": "sum(encounter_count)",
        "meeting_count": "sum(meeting_count)",
    },
)
AGREED = Listed(
    "fct_agreed_action",
    "{database}.marts.fct_agreed_action",
    (*_PLACE, "option_key"),
    (),
    ("activity_key",),
    (),
    {"agreed_count": "count(*)"},
)
LISTS = (METRICS, ACTIVITIES, AGREED)
