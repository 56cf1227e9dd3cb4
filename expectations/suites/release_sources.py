"""The rows that rules of the release look at, in SQL: two counts side by side, with their key.

Belongs here: queries over the candidate and the tables beside it. Does not belong here: what must
hold of their rows (release).
"""

_CELL = "period_key, service_key, indicator_key"


def _measured(prefix: str = "") -> str:
    """Pairs and single forms by service: people who do not move from one status to another."""
    return f"""(
        select {_CELL}, 'paired' as pairing_status_code, pair_count as people
        from {prefix}fct_indicator_change
        union all
        select {_CELL}, pairing_status_code, person_count
        from {prefix}fct_indicator_level where pairing_status_code = 'single'
    )"""


def _covered(prefix: str = "") -> str:
    """The same for each service that a row covers; a merged group is each service in it."""
    return f"""(
        select period_key, indicator_key, pairing_status_code, people, is_merged,
        unnest(string_split(covers_codes, '; ')) as service_code
        from {_measured(prefix)} join {prefix}dim_service using (service_key)
    )"""


SAME_CELLS = f"""
    select {_CELL}, pairing_status_code, before.people as count_before, now.people as count_now
    from {_measured("previous_")} as before
    join {_measured()} as now using ({_CELL}, pairing_status_code)
"""

COVERED_BEFORE = f"""
    select distinct before.period_key, before.indicator_key, before.service_code,
    now.service_code is not null as is_there
    from {_covered("previous_")} as before
    left join {_covered()} as now using (period_key, indicator_key, service_code)
"""

_ANSWERED = """(
    select questionnaire_key, wave_code, min(period_key) as wave_period_key,
    max(answered_count) as answered_count
    from {}fct_governance_metric group by questionnaire_key, wave_code
)"""

SAME_WAVES = f"""
    select questionnaire_key, wave_code, before.answered_count as count_before,
    now.answered_count as count_now
    from {_ANSWERED.format("previous_")} as before
    join {_ANSWERED.format("")} as now using (questionnaire_key, wave_code)
"""

# The newest wave of each survey beside the one before.
WAVES = f"""
    select * from (
        select questionnaire_key, wave_code, answered_count as count_now,
        lag(answered_count) over wave as count_before,
        lead(wave_code) over wave as next_wave_code
        from {_ANSWERED.format("")}
        window wave as (partition by questionnaire_key order by wave_period_key, wave_code)
    ) where next_wave_code is null and count_before is not null
"""

_COHORT = "period_key, region_key, indicator_key"


def _without_end(prefix: str = "") -> str:
    return f"""(
        select {_COHORT}, follow_up_code, coverage_status_code,
        start_only_count / (paired_count + start_only_count) as share
        from {prefix}fct_response_coverage
        where paired_count is not null and start_only_count is not null
    )"""


# The same cohort in the release in use; and of those whose follow-up is over, the cohort before.
ATTRITION = f"""
    select {_COHORT}, before.share as share_before, now.share as share_now
    from {_without_end("previous_")} as before join {_without_end()} as now using ({_COHORT})
    union all
    select {_COHORT}, share_before, share as share_now from (
        select *, lag(share) over (
            partition by region_key, indicator_key order by period_key
        ) as share_before
        from {_without_end()}
        where follow_up_code = 'lost_to_follow_up' and coverage_status_code = 'complete'
    ) where share_before is not null
"""

# The newest half-year that is closed, beside the same one a year before: ten less in the key. Only
# services that had a row of their own and enough people.
SEASON = f"""
    select before.period_key + 10 as period_key, before.indicator_key, before.service_code,
    before.pairing_status_code, any_value(before.people) as count_before,
    coalesce(sum(now.people), 0) as count_now, coalesce(bool_or(now.is_merged), false) as is_merged
    from {_covered()} as before
    join (select max(period_key) as closed_key from dim_period where is_closed)
        on before.period_key + 10 = closed_key
    left join {_covered()} as now
        on now.period_key = before.period_key + 10 and now.indicator_key = before.indicator_key
        and now.service_code = before.service_code
        and now.pairing_status_code = before.pairing_status_code
    where not before.is_merged and before.people >= $season_minimum
    group by before.period_key, before.indicator_key, before.service_code, before.pairing_status_code
"""

HISTORY = f"""
    select {_CELL}, min_share as distance_share from (
        select {_CELL}, what, abs(
            total / people - sum(total) over earlier / sum(people) over earlier
        ) / nullif((score_high - score_low)::double, 0) as min_share
        from (
            select {_CELL}, 'start' as what, pair_count::double as people, start_sum::double as total
            from fct_indicator_change
            union all
            select {_CELL}, 'end', pair_count::double, end_sum::double from fct_indicator_change
            union all
            select {_CELL}, pairing_status_code, person_count::double, score_sum::double
            from fct_indicator_level where pairing_status_code = 'single'
        ) join dim_indicator using (indicator_key)
        window earlier as (
            partition by service_key, indicator_key, what order by period_key
            rows between unbounded preceding and 1 preceding
        )
    ) where min_share is not null and period_key = (select max(period_key) from dim_period)
"""

# What the form did not ask, or did not show, is not left out.
MISSING_ANSWERS = """
    select period_key, question_key,
    sum(answer_count) filter (where is_left_out) / sum(answer_count) as missing_share
    from (
        select f.period_key, f.question_key, f.answer_count,
        o.is_missing and o.option_code not in ('not_asked', 'not_shown') as is_left_out,
        o.is_missing and o.option_code in ('not_asked', 'not_shown') as is_beside
        from fct_answer_distribution as f
        join dim_option as o using (option_key)
        join dim_question as q using (question_key)
        where q.question_type in ('single', 'scale', 'number')
        and f.period_key = (select max(period_key) from dim_period)
    ) where not is_beside group by period_key, question_key having sum(answer_count) > 0
"""

# One row per refused delivery, if there is any.
REFUSED = """
    select new.*, counted.* from deliveries as new
    cross join (
        select count(*) as new_count,
        count(*) filter (where status_code in ('refused', 'failed')) as refused_count
        from deliveries where is_new
    ) as counted
    where new.is_new and new.status_code in ('refused', 'failed')
"""

REPAIRS = """
    select sender_code, questionnaire_code, form_code,
    sum(repair_count) filter (where is_new) / sum(read_count) filter (where is_new) as rate_now,
    sum(repair_count) filter (where not is_new) / sum(read_count) filter (where not is_new)
        as rate_before
    from deliveries where status_code = 'accepted' and read_count > 0
    group by sender_code, questionnaire_code, form_code
    having bool_or(is_new) and bool_or(not is_new)
"""

NEWEST = """
    select questionnaire_key, max(landed_on) as landed_on, max(newest_end) as newest_end
    from deliveries
    join dim_questionnaire using (questionnaire_code)
    join (
        select questionnaire_key, max(end_date) as newest_end from (
            select questionnaire_key, period_key from fct_indicator_change
            union all select questionnaire_key, period_key from fct_indicator_level
            union all select questionnaire_key, period_key from fct_governance_metric
        ) join dim_period using (period_key) group by questionnaire_key
    ) using (questionnaire_key)
    where status_code = 'accepted' group by questionnaire_key
"""

# Each indicator of a survey accounts for every form of it.
FORMS = """
    select read.questionnaire_code, coalesce(indicator_key, 0) as indicator_key,
    read.used_count, coalesce(form_count, 0) as form_count,
    coalesce(unexplained_count, 0) as unexplained_count
    from (
        select questionnaire_code, sum(used_count) as used_count from deliveries
        where status_code = 'accepted' and is_about_people group by questionnaire_code
    ) as read
    left join (
        select questionnaire_code, indicator_key, sum(form_count) as form_count,
        coalesce(sum(form_count) filter (where fate_code = 'unexplained'), 0) as unexplained_count
        from forms group by questionnaire_code, indicator_key
    ) as account using (questionnaire_code)
    where read.used_count > 0
"""

CELLS = """
    select coalesce(c.indicator_key, p.indicator_key) as indicator_key,
    coalesce(c.pairing_status_code, p.pairing_status_code) as pairing_status_code,
    c.member_count, p.published_count
    from cells as c full join (
        select indicator_key, 'paired' as pairing_status_code, sum(pair_count) as published_count
        from fct_indicator_change group by indicator_key
        union all
        select indicator_key, pairing_status_code, sum(person_count)
        from fct_indicator_level group by indicator_key, pairing_status_code
    ) as p on c.indicator_key = p.indicator_key and c.pairing_status_code = p.pairing_status_code
"""
