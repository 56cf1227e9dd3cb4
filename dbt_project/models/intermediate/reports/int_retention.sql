{%- set group_keys = 'level, group_code, indicator_key' -%}
with

places as (

    select * from {{ ref('int_report_places') }}

),

strata as (

    select * from {{ ref('int_report_strata') }}

),

coverage as (

    select * from {{ ref('fct_response_coverage') }}

),

-- The half-years in which the pairs of a cell started.
cells as (

    select
        cells.indicator_key,
        cells.period_key,
        cells.cell_service_key as service_key,
        min(at_start.period_key) as first_cohort,
        max(at_start.period_key) as last_cohort,
        count(*) as pair_count
    from {{ ref('int_members') }} as members
    inner join {{ ref('cells') }} as cells
        using (questionnaire_code, indicator_key, period_key, stratum_code, service_key)
    inner join {{ ref('stg_submissions') }} as at_start on members.start_submission_key = at_start.submission_key
    where cells.status_code = 'published' and cells.stratum_code = 'paired' and cells.indicator_key <> 0
    group by cells.indicator_key, cells.period_key, cells.cell_service_key

),

placed as (

    select
        places.level,
        places.group_code,
        cells.*
    from cells
    inner join places on cells.service_key = places.service_key

),

-- Half-years of which some pairs of a place are told of elsewhere, or not at all.
lacking as (

    select
        strata.level,
        strata.group_code,
        strata.indicator_key,
        max(strata.period_key) as period_key
    from strata
    left join placed
        on
            strata.level = 'service'
            and strata.level = placed.level
            and strata.group_code = placed.group_code
            and strata.indicator_key = placed.indicator_key
            and strata.period_key = placed.period_key
    where
        strata.stratum_code = 'paired'
        and (strata.status_code <> 'number' or strata.person_count > 0)
        and placed.period_key is null
    group by strata.level, strata.group_code, strata.indicator_key

),

-- Who started when, where each cell is of one half-year: a cell is never split.
cohorts as (

    select
        level,
        group_code,
        indicator_key,
        first_cohort as cohort_key,
        sum(pair_count) as ended_count
    from placed
    where first_cohort = last_cohort
    group by level, group_code, indicator_key, first_cohort

),

clear as (

    select
        cohorts.*,
        cohorts.ended_count + coalesce(lost.person_count, 0) as started_count
    from cohorts
    left join lacking using ({{ group_keys }})
    left join strata as lost
        on
            cohorts.level = lost.level
            and cohorts.group_code = lost.group_code
            and cohorts.indicator_key = lost.indicator_key
            and cohorts.cohort_key = lost.period_key
            and lost.stratum_code = 'start_only'
    where
        coalesce(lost.status_code, 'number') = 'number'
        -- Pairs end in the half-year of their start or later.
        and coalesce(lacking.period_key < cohorts.cohort_key, true)
        and not exists (
            select 1
            from placed as blurred
            where
                blurred.first_cohort < blurred.last_cohort
                and cohorts.level = blurred.level
                and cohorts.group_code = blurred.group_code
                and cohorts.indicator_key = blurred.indicator_key
                and cohorts.cohort_key between blurred.first_cohort and blurred.last_cohort
        )

),

by_cells as (

    select
        placed.level,
        placed.group_code,
        placed.indicator_key,
        placed.period_key,
        bool_and(clear.cohort_key is not null) as is_clear,
        list(distinct placed.first_cohort) as cohort_keys
    from placed
    left join clear
        on
            placed.level = clear.level
            and placed.group_code = clear.group_code
            and placed.indicator_key = clear.indicator_key
            and placed.first_cohort = clear.cohort_key
            and placed.last_cohort = clear.cohort_key
    group by placed.level, placed.group_code, placed.indicator_key, placed.period_key

),

summed as (

    select
        by_cells.level,
        by_cells.group_code,
        by_cells.indicator_key,
        by_cells.period_key,
        sum(clear.ended_count) as ended_count,
        sum(clear.started_count) as started_count
    from by_cells
    inner join clear
        on
            by_cells.level = clear.level
            and by_cells.group_code = clear.group_code
            and by_cells.indicator_key = clear.indicator_key
            and list_contains(by_cells.cohort_keys, clear.cohort_key)
    where by_cells.is_clear
    group by by_cells.level, by_cells.group_code, by_cells.indicator_key, by_cells.period_key

),

-- County-wide the half-year of the start is told as a background, also where it crosses the cells.
backgrounds as (

    select
        facts.period_key,
        facts.region_key,
        facts.indicator_key,
        bool_and(coverage.coverage_status_code = 'complete' and not backgrounds.is_merged) as is_clear,
        sum(coverage.paired_count) as ended_count,
        sum(coverage.paired_count) + coalesce(sum(coverage.start_only_count), 0) as started_count
    from {{ ref('fct_indicator_change_by_background') }} as facts
    inner join {{ ref('dim_background') }} as backgrounds on facts.background_key = backgrounds.background_key
    left join coverage
        on
            facts.region_key = coverage.region_key
            and facts.indicator_key = coverage.indicator_key
            and backgrounds.category_code = cast(coverage.period_key as varchar)
    where backgrounds.background_code = 'start_period'
    group by facts.period_key, facts.region_key, facts.indicator_key

),

counties as (

    select distinct
        level,
        group_code,
        region_key
    from places
    where level = 'county'

)

select
    level,
    group_code,
    indicator_key,
    period_key,
    cast(coalesce(summed.ended_count, backgrounds.ended_count) as integer) as ended_count,
    cast(coalesce(summed.started_count, backgrounds.started_count) as integer) as started_count
from summed
full join (
    select
        counties.level,
        counties.group_code,
        backgrounds.indicator_key,
        backgrounds.period_key,
        backgrounds.ended_count,
        backgrounds.started_count
    from backgrounds
    inner join counties on backgrounds.region_key = counties.region_key
    where backgrounds.is_clear
) as backgrounds using (level, group_code, indicator_key, period_key)
