"""What each measure must be, in SQL on the same published files: written by hand, without the measures.

Belongs here: one query or function per measure. Where a number is published as it is (intervals, shares
and ranks of the reports), the published number is what the measure must say. Does not belong here: which
contexts are asked (compare). Runs in `.venv-powerbi`, without the project.

A query reads tables that the context has already filtered (`fct_…`, `dim_…`); `whole.` has every row.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import duckdb
from scipy import stats

Ask = Callable[[str], Any]
_ONE = "count(distinct indicator_key) = 1"
_PAIRS = "pairing_status_code = 'paired' and indicator_key <> 0"
_SUPPRESSED = f"{_PAIRS} and suppressed_from_code = 'everything'"
_SEEN = "count(distinct option_key) = 1 and count(distinct indicator_key) = 1 and count(distinct phase_code) = 1"
_SPOKEN = "count(distinct option_key) = 1 and count(distinct phase_code) = 1"
_METRIC = "from fct_governance_metric join whole.dim_metric using (metric_key)"
_REPORTED = """from fct_governance_metric as f join whole.rpt_governance_metric as r
    using (metric_key, wave_code, option_key)"""

QUERIES = {
    "pairs": f"select case when {_ONE} then sum(pair_count) end from fct_indicator_change",
    "start_mean": f"select case when {_ONE} then sum(start_sum) / sum(pair_count) end from fct_indicator_change",
    "end_mean": f"select case when {_ONE} then sum(end_sum) / sum(pair_count) end from fct_indicator_change",
    "change_mean": f"select case when {_ONE} then (sum(end_sum) - sum(start_sum)) / sum(pair_count) end from fct_indicator_change",
    "direction_pairs": f"select case when {_ONE} then sum(pair_count) end from fct_change_direction",
    "improved_share": f"select case when {_ONE} then sum(improved_count) / sum(pair_count) end from fct_change_direction",
    "declined_share": f"select case when {_ONE} then sum(declined_count) / sum(pair_count) end from fct_change_direction",
    "low_share_start": f"""select sum(low_count) / sum(person_count) from fct_indicator_class
        where pairing_status_code = 'paired' and phase_code = 'start'
        and (select {_ONE} from fct_indicator_class)""",
    "low_share_end": f"""select sum(low_count) / sum(person_count) from fct_indicator_class
        where pairing_status_code = 'paired' and phase_code = 'end'
        and (select {_ONE} from fct_indicator_class)""",
    "reference_mean": f"""select max(reference_mean) from fct_indicator_reference
        where is_drift_reference and (select {_ONE} from fct_indicator_reference)""",
    "background_pairs": """select sum(pair_count) from fct_indicator_change_by_background
        where (select count(distinct background_code) = 1 from dim_background)
        and (select count(distinct indicator_key) = 1 from fct_indicator_change_by_background)""",
    "background_change_mean": """select sum(end_sum - start_sum) / sum(pair_count)
        from fct_indicator_change_by_background
        where (select count(distinct background_code) = 1 from dim_background)
        and (select count(distinct indicator_key) = 1 from fct_indicator_change_by_background)""",
    "started_without_end": f"""select sum(person_count) from fct_indicator_level
        where pairing_status_code = 'start_only' and (select {_ONE} from fct_indicator_level)""",
    "started_without_end_mean": f"""select sum(score_sum) / sum(person_count) from fct_indicator_level
        where pairing_status_code = 'start_only' and (select {_ONE} from fct_indicator_level)""",
    "services_without_numbers": f"""select nullif(count(distinct service_key), 0)
        from fct_service_suppressed where {_PAIRS}""",
    "level_people": f"""select case when {_ONE} and count(distinct pairing_status_code) = 1
        then sum(person_count) end from fct_indicator_level""",
    "level_mean": f"""select case when {_ONE} and count(distinct pairing_status_code) = 1
        then sum(score_sum) / sum(person_count) end from fct_indicator_level""",
    "answer_count": f"select case when {_SEEN} then sum(answer_count) end from fct_answer_distribution",
    "answered_count": f"select case when {_SEEN} then sum(answered_count) end from fct_answer_distribution",
    "option_place": """select case when count(distinct option_key) = 1 then max(option_order) end
        from dim_option""",
    "answer_share": f"""select case when {_SEEN} and not bool_or(is_missing)
        then sum(answer_count) / nullif(sum(answered_count), 0) end
        from fct_answer_distribution join whole.dim_option using (option_key)""",
    "language_answer_count": f"select case when {_SPOKEN} then sum(answer_count) end from fct_answer_by_language",
    "language_answered_count": f"""select case when {_SPOKEN} then sum(answered_count) end
        from fct_answer_by_language""",
    "language_answer_share": f"""select case when {_SPOKEN} and not bool_or(is_missing)
        then sum(answer_count) / nullif(sum(answered_count), 0) end
        from fct_answer_by_language join whole.dim_option using (option_key)""",
    "metric_numerator": "select case when count(*) = 1 then sum(numerator) end from fct_governance_metric",
    "metric_denominator": "select case when count(*) = 1 then sum(denominator) end from fct_governance_metric",
    "metric_share": f"""select case when count(*) = 1 then max(metric_value) filter
        (where kind_code in ('share', 'distribution')) end {_METRIC}""",
    "metric_number": f"""select case when count(*) = 1 then max(metric_value) filter
        (where kind_code not in ('share', 'distribution')) end {_METRIC}""",
    "metric_n_of_n": f"""select case when count(*) = 1 then max(split_part(value_text_en, ' ', 1)) filter
        (where value_text_en like '%/%') end {_REPORTED}""",
    "metric_rank": f"select case when count(*) = 1 then max(rank_number) end {_REPORTED}",
    "areas_answered": "select nullif(count(distinct region_key), 0) from fct_governance_answer",
    "activities": "select nullif(count(*), 0) from fct_activity",
    "encounters": "select sum(encounter_count) from fct_activity",
    "meetings": "select sum(meeting_count) from fct_activity",
    "participants": "select sum(participant_count) from fct_activity",
    "participants_unknown": "select nullif(count(*), 0) from fct_activity where participant_status_code <> 'number'",
    "activity_answer_share": """select case when count(distinct option_key) = 1
        then sum(activity_count) / nullif(sum(answered_count), 0) end from fct_activity_answer""",
    "agreed_actions": "select nullif(count(*), 0) from fct_agreed_action",
    "agreed_done": "select nullif(count(*) filter (where state_code = 'done'), 0) from fct_agreed_action",
    "agreed_not_done": "select nullif(count(*) filter (where state_code = 'not_done'), 0) from fct_agreed_action",
    "agreed_done_of_all": """select count(*) filter (where state_code = 'done') || '/' || count(*)
        from fct_agreed_action having count(*) > 0""",
    "rules_checked": """select count(*) from fct_quality_check
        where status_code <> 'not_applicable' and checked_with_code is not null""",
    "rules_broken": "select count(*) from fct_quality_check where status_code in ('fail', 'error')",
    "deliveries_accepted": "select nullif(count(*), 0) from fct_delivery where status_code = 'accepted'",
    "deliveries_other": "select nullif(count(*), 0) from fct_delivery where status_code <> 'accepted'",
    "newest_half_year": "select max(period_code) from dim_period",
    "published": "select max(published_at) from dim_release",
}
# Texts restated here: what a reader of each language is to see.
_WORDS = {
    "no_interval": {"fi": "Ei voi sanoa", "sv": "Kan inte sägas", "en": "Cannot be said"},
    "no_clear_change": {
        "fi": "Ei selvää muutosta",
        "sv": "Ingen klar förändring",
        "en": "No clear change",
    },
    "improved": {"fi": "Parani", "sv": "Förbättrades", "en": "Improved"},
    "declined": {"fi": "Heikkeni", "sv": "Försämrades", "en": "Declined"},
    "several": {"fi": "Useita syitä", "sv": "Flera orsaker", "en": "Several reasons"},
    "few": {"fi": "alle 5 vastaajaa", "sv": "färre än 5 svarande", "en": "fewer than 5 people"},
    "people": {"fi": "vastaajaa", "sv": "svarande", "en": "people"},
    True: {
        "fi": "Keksittyä esimerkkiaineistoa",
        "sv": "Påhittat exempelmaterial",
        "en": "Synthetic example data",
    },
    False: {"fi": "Kyselyjen vastauksia", "sv": "Svar på enkäter", "en": "Answers to surveys"},
}


class Expected:
    """What measures must be in the context that the connection's views are filtered to."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def value(self, code: str, language: str) -> Any:
        """The value of a measure by its code; None for blank."""
        if code in QUERIES:
            return self._one(QUERIES[code])
        return getattr(self, f"_{code}")(language)

    def _one(self, query: str) -> Any:
        row = self._connection.execute(query).fetchone()
        return row[0] if row else None

    def _published(self, column: str) -> tuple[bool, Any]:
        """Whether the group is one service or one county with a row of its own, and what that says."""
        about = self._connection.execute(
            """select count(*), count(distinct indicator_key), sum(pair_count), count(distinct period_key),
            count(distinct region_key), any_value(service_key), any_value(period_key),
            any_value(indicator_key), any_value(region_key) from fct_indicator_change"""
        ).fetchone()
        row_count, indicators, pairs, periods, regions, service, period, indicator, region = about
        if row_count == 0 or indicators != 1:
            return True, None
        report = f"select {column} from whole.rpt_indicator_change where period_key = {period} and indicator_key = {indicator}"
        if row_count == 1:
            return True, self._one(f"{report} and level = 'service' and service_key = {service}")
        county = f"{report} and level = 'county' and region_key = {region} and pair_count = {pairs}"
        if periods == regions == 1 and self._one(f"select count(*) from ({county})"):
            return True, self._one(county)
        return False, None

    def _change_sd(self, _language: str) -> float | None:
        pairs = self._one(QUERIES["pairs"])
        n, total, squares, left_out = self._connection.execute(
            """select sum(pair_count), sum(change_sum), sum(change_square_sum),
            count(*) filter (where spread_status_code = 'left_out') from fct_change_spread"""
        ).fetchone()
        if not pairs or n != pairs or left_out or n < 2:
            return None
        return math.sqrt(max(0.0, float(squares - total * total / n) / (n - 1)))

    def _interval(self, column: str, sign: int) -> float | None:
        is_published, value = self._published(column)
        if is_published:
            return value
        deviation, n = self._change_sd(""), self._one(QUERIES["pairs"])
        if deviation is None:
            return None
        mean = float(self._one(QUERIES["change_mean"]))
        return round(mean + sign * stats.t.ppf(0.975, n - 1) * deviation / math.sqrt(n), 1)

    def _interval_low(self, _language: str) -> float | None:
        return self._interval("change_ci_low", -1)

    def _interval_high(self, _language: str) -> float | None:
        return self._interval("change_ci_high", 1)

    def _retention_share(self, _language: str) -> float | None:
        return self._published("retention_share")[1]

    def _conclusion(self, language: str) -> str | None:
        is_published, code = self._published("conclusion_code")
        if self._one(QUERIES["pairs"]) is None:
            return self._why_no_change(language)
        if is_published:
            code = code or "no_interval"
        else:
            low, high = self._interval_low(""), self._interval_high("")
            worse = self._one("select max(higher_is) = 'worse' from fct_indicator_change join whole.dim_indicator using (indicator_key)")  # fmt: skip
            is_up = self._one(QUERIES["change_mean"]) > 0
            code = "improved" if is_up != worse else "declined"
            code = "no_interval" if low is None else "no_clear_change" if low <= 0 <= high else code
        return _WORDS[code][language]

    def _why_no_change(self, language: str) -> str | None:
        reasons = self._connection.execute(
            f"select distinct reason_code, reason_text_{language} from fct_service_suppressed where {_PAIRS}"
        ).fetchall()
        if self._one(QUERIES["pairs"]) is not None or not reasons:
            return None
        return reasons[0][1] if len({code for code, _ in reasons}) == 1 else _WORDS["several"][language]  # fmt: skip

    def _suppressed_people(self, language: str) -> str | None:
        bands = self._connection.execute(
            f"select suppressed_person_band from fct_indicator_suppressed where {_SUPPRESSED}"
        ).fetchall()
        if len(bands) != 1:
            return None
        [(band,)] = bands
        return _WORDS["few"][language] if band == "few" else f"{band} {_WORDS['people'][language]}"

    def _area_answer(self, language: str) -> str | None:
        return self._one(
            f"""select string_agg(option_label_{language}, '; ' order by option_order)
            from fct_governance_answer join whole.dim_option using (option_key)
            having count(distinct region_key) = 1 and count(distinct question_key) = 1
            and count(distinct wave_code) = 1"""
        )

    def _kind_of_data(self, language: str) -> str:
        return _WORDS[bool(self._one("select is_synthetic from whole.dim_release"))][language]
