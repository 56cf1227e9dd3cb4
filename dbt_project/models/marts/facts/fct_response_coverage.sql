{% set longest_gap %}interval {{ var('longest_gap_months') }} month{% endset %}
with

levels as (

    select * from {{ ref('fct_indicator_level') }}
    where pairing_status_code = 'start_only'

),

cohorts as (

    select
        facts.period_key as end_period_key,
        facts.region_key,
        facts.questionnaire_key,
        facts.indicator_key,
        backgrounds.is_merged,
        case when not backgrounds.is_merged then cast(backgrounds.category_code as integer) end as period_key,
        facts.pair_count
    from {{ ref('fct_indicator_change_by_background') }} as facts
    inner join {{ ref('dim_background') }} as backgrounds on facts.background_key = backgrounds.background_key
    where backgrounds.background_code = 'start_period'

),

ends as (

    select
        period_key as end_period_key,
        region_key,
        indicator_key,
        sum(pair_count) as pair_count
    from {{ ref('fct_indicator_change') }}
    group by period_key, region_key, indicator_key

),

told as (

    select
        end_period_key,
        region_key,
        indicator_key,
        sum(pair_count) as pair_count
    from cohorts
    where not is_merged
    group by end_period_key, region_key, indicator_key

),

-- End half-years of which pairs cannot all be given to the half-year that they started in.
unclear as (

    select
        ends.end_period_key,
        ends.region_key,
        ends.indicator_key
    from ends
    left join told
        on
            ends.end_period_key = told.end_period_key
            and ends.region_key = told.region_key
            and ends.indicator_key = told.indicator_key
    where told.pair_count is null or told.pair_count <> ends.pair_count
    union
    select
        period_key as end_period_key,
        region_key,
        indicator_key
    from {{ ref('fct_indicator_suppressed') }}
    where pairing_status_code = 'paired' and suppressed_from_code = 'everything'

),

latest_unclear as (

    select
        region_key,
        indicator_key,
        max(end_period_key) as end_period_key
    from unclear
    group by region_key, indicator_key

),

suppressed as (

    select
        period_key,
        region_key,
        indicator_key
    from {{ ref('fct_indicator_suppressed') }}
    where pairing_status_code = 'start_only' and suppressed_from_code = 'everything'

),

started as (

    select
        period_key,
        region_key,
        questionnaire_key,
        indicator_key,
        person_count as start_only_count,
        null as paired_count
    from levels
    union all
    select
        period_key,
        region_key,
        questionnaire_key,
        indicator_key,
        null as start_only_count,
        pair_count as paired_count
    from cohorts
    where not is_merged

),

counted as (

    select
        period_key,
        region_key,
        questionnaire_key,
        indicator_key,
        cast(sum(paired_count) as integer) as paired_count,
        cast(sum(start_only_count) as integer) as start_only_count
    from started
    group by period_key, region_key, questionnaire_key, indicator_key

),

-- No clock: the data are as old as their latest answer.
calendar as (

    {{ latest_answer() }}

)

select
    counted.period_key,
    {{ period_date_key('counted.period_key') }} as date_key,
    counted.region_key,
    counted.questionnaire_key,
    counted.indicator_key,
    counted.paired_count,
    counted.start_only_count,
    case
        when periods.end_date + interval 1 day + {{ longest_gap }} <= calendar.latest_at then 'lost_to_follow_up'
        when periods.start_date + {{ longest_gap }} >= calendar.latest_at then 'awaiting_follow_up'
        else 'mixed'
    end as follow_up_code,
    case
        when suppressed.period_key is not null then 'partial'
        when latest_unclear.end_period_key >= counted.period_key then 'partial'
        else 'complete'
    end as coverage_status_code
from counted
cross join calendar
inner join {{ ref('dim_period') }} as periods on counted.period_key = periods.period_key
left join suppressed
    on
        counted.period_key = suppressed.period_key
        and counted.region_key = suppressed.region_key
        and counted.indicator_key = suppressed.indicator_key
left join latest_unclear
    on
        counted.region_key = latest_unclear.region_key
        and counted.indicator_key = latest_unclear.indicator_key
