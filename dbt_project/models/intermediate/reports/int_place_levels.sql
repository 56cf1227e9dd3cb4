with

places as (

    select * from {{ ref('int_report_places') }}

),

cells as (

    select * from {{ ref('int_named_services') }}
    where indicator_key <> 0

),

levels as (

    select * from {{ ref('fct_indicator_level') }}

),

suppressed as (

    select * from {{ ref('fct_indicator_suppressed') }}
    where suppressed_from_code = 'everything' and indicator_key <> 0

),

published as (

    select
        places.level,
        places.group_code,
        levels.period_key,
        levels.indicator_key,
        levels.pairing_status_code,
        cast(sum(levels.person_count) as integer) as person_count,
        cast(sum(levels.score_sum) as decimal(18, 4)) as score_sum
    from levels
    inner join places on levels.service_key = places.service_key
    group by all

),

-- The services of a place: its own, and those of the merged groups that carry its name.
place_services as (

    select
        level,
        group_code,
        service_key
    from places
    union
    select
        places.level,
        places.group_code,
        cells.service_key
    from cells
    inner join places on cells.publication_cell_service_key = places.service_key

),

-- Where people of a place may be published in a merged group under another name.
merged as (

    select distinct
        place_services.level,
        place_services.group_code,
        cells.period_key,
        cells.indicator_key,
        cells.pairing_status_code,
        true as is_merged
    from cells
    inner join place_services on cells.service_key = place_services.service_key
    left join places
        on
            cells.publication_cell_service_key = places.service_key
            and place_services.level = places.level
            and place_services.group_code = places.group_code
    where places.service_key is null

),

counties as (

    select distinct
        level,
        group_code,
        region_key
    from places

),

-- Suppressed people are known by county only: some may be missing from any place of the county.
missing as (

    select
        counties.level,
        counties.group_code,
        suppressed.period_key,
        suppressed.indicator_key,
        suppressed.pairing_status_code,
        true as is_missing,
        sum({{ most_of_band('suppressed.suppressed_person_band') }}) as most_missing_count
    from suppressed
    inner join counties on suppressed.region_key = counties.region_key
    group by
        counties.level, counties.group_code, suppressed.period_key, suppressed.indicator_key, suppressed.pairing_status_code

),

assessed as (

    select
        level,
        group_code,
        period_key,
        indicator_key,
        pairing_status_code,
        published.person_count as published_count,
        published.score_sum,
        missing.most_missing_count,
        case
            when merged.is_merged then 'merged'
            when missing.is_missing is null then 'number'
            when level = 'service' and published.person_count is not null then 'number'
            else 'few'
        end as status_code
    from published
    full join merged using (level, group_code, period_key, indicator_key, pairing_status_code)
    full join missing using (level, group_code, period_key, indicator_key, pairing_status_code)

)

select
    level,
    group_code,
    period_key,
    indicator_key,
    pairing_status_code,
    published_count,
    score_sum,
    status_code,
    -- At most so many are missing.
    cast(case when status_code = 'few' then most_missing_count else 0 end as integer) as most_missing_count,
    cast(case when status_code = 'number' then coalesce(published_count, 0) end as integer) as person_count
from assessed
