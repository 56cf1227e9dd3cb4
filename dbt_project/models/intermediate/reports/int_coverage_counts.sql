with

starts_only as (

    select * from {{ ref('fct_indicator_level') }}
    where pairing_status_code = 'start_only'

),

cohorts as (

    select * from {{ ref('int_start_cohorts') }}

),

suppressed as (

    select * from {{ ref('fct_indicator_suppressed') }}
    where suppressed_from_code = 'everything' and pairing_status_code = 'start_only'

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
    counted.period_key,
    counted.region_key,
    counted.questionnaire_key,
    counted.indicator_key,
    counted.paired_count,
    counted.start_only_count,
    suppressed.period_key is not null as has_suppressed_starts
from counted
left join suppressed
    on
        counted.period_key = suppressed.period_key
        and counted.region_key = suppressed.region_key
        and counted.indicator_key = suppressed.indicator_key
