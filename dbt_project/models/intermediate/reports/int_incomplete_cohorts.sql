with

changes as (

    select * from {{ ref('fct_indicator_change') }}

),

cohorts as (

    select * from {{ ref('int_start_cohorts') }}

),

suppressed as (

    select * from {{ ref('fct_indicator_suppressed') }}
    where suppressed_from_code = 'everything' and pairing_status_code = 'paired'

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

)

select
    region_key,
    indicator_key,
    max(end_period_key) as latest_end_period_key
from incomplete
group by region_key, indicator_key
