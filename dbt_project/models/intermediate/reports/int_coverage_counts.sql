with

starts_only as (

    select * from {{ ref('fct_indicator_level') }}
    where pairing_status_code = 'start_only'

),

backgrounds as (

    select * from {{ ref('dim_background') }}
    where background_code = 'start_period'

),

changes as (

    select * from {{ ref('fct_indicator_change') }}

),

suppressed as (

    select * from {{ ref('fct_indicator_suppressed') }}
    where suppressed_from_code = 'everything'

),

-- Pairs by the half-year in which they started, where that is published.
cohorts as (

    select
        facts.period_key as end_period_key,
        facts.region_key,
        facts.questionnaire_key,
        facts.indicator_key,
        cast(backgrounds.category_code as integer) as period_key,
        facts.pair_count
    from {{ ref('fct_indicator_change_by_background') }} as facts
    inner join backgrounds on facts.background_key = backgrounds.background_key
    where not backgrounds.is_merged

),

-- Pairs by the half-year in which they ended: all of them, and those whose start is published.
ends as (

    select
        period_key as end_period_key,
        region_key,
        indicator_key,
        pair_count,
        0 as cohort_pair_count
    from changes
    union all
    select
        end_period_key,
        region_key,
        indicator_key,
        0 as pair_count,
        pair_count as cohort_pair_count
    from cohorts

),

-- Half-years of the end in which some pairs cannot be given to the half-year of their start.
incomplete as (

    select
        end_period_key,
        region_key,
        indicator_key
    from ends
    group by end_period_key, region_key, indicator_key
    having sum(pair_count) <> sum(cohort_pair_count)
    union all
    select
        period_key as end_period_key,
        region_key,
        indicator_key
    from suppressed
    where pairing_status_code = 'paired'

),

latest_incomplete as (

    select
        region_key,
        indicator_key,
        max(end_period_key) as end_period_key
    from incomplete
    group by region_key, indicator_key

),

started as (

    select
        period_key,
        region_key,
        questionnaire_key,
        indicator_key,
        null as paired_count,
        person_count as start_only_count
    from starts_only
    union all
    select
        period_key,
        region_key,
        questionnaire_key,
        indicator_key,
        pair_count as paired_count,
        null as start_only_count
    from cohorts

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

)

select
    counted.*,
    case
        when suppressed.period_key is not null then 'partial'
        when latest_incomplete.end_period_key >= counted.period_key then 'partial'
        else 'complete'
    end as coverage_status_code
from counted
left join suppressed
    on
        counted.period_key = suppressed.period_key
        and counted.region_key = suppressed.region_key
        and counted.indicator_key = suppressed.indicator_key
        and suppressed.pairing_status_code = 'start_only'
left join latest_incomplete
    on
        counted.region_key = latest_incomplete.region_key
        and counted.indicator_key = latest_incomplete.indicator_key
