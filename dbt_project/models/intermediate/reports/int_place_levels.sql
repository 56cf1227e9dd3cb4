with

places as (

    select * from {{ ref('int_report_places') }}

),

cells as (

    select * from {{ ref('publication_cells') }}
    where indicator_key <> 0

),

levels as (

    select * from {{ ref('fct_indicator_level') }}

),

suppressed as (

    select * from {{ ref('fct_indicator_suppressed') }}
    where suppressed_from_code = 'everything' and indicator_key <> 0

),

told as (

    select
        places.level,
        places.group_code,
        levels.period_key,
        levels.indicator_key,
        levels.pairing_status_code,
        cast(sum(levels.person_count) as integer) as person_count,
        cast(sum(levels.score_sum) as decimal(18, 4)) as score_sum,
        cast(sum(levels.score_square_sum) as decimal(18, 4)) as score_square_sum
    from levels
    inner join places on levels.service_key = places.service_key
    group by all

),

-- Which services a place is: its own, and those that are told of together under its name.
homes as (

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

-- People of a place who are told of under another name, together with others.
elsewhere as (

    select distinct
        homes.level,
        homes.group_code,
        cells.period_key,
        cells.indicator_key,
        cells.pairing_status_code,
        true as is_elsewhere
    from cells
    inner join homes on cells.service_key = homes.service_key
    left join places
        on
            cells.publication_cell_service_key = places.service_key
            and homes.level = places.level
            and homes.group_code = places.group_code
    where cells.publication_cell_service_key is not null and places.service_key is null

),

counties as (

    select distinct
        level,
        group_code,
        region_key
    from places

),

-- Suppressed people are known by county only: any place of the county may lack some.
hidden as (

    select
        counties.level,
        counties.group_code,
        suppressed.period_key,
        suppressed.indicator_key,
        suppressed.pairing_status_code,
        true as is_hidden,
        sum(coalesce(suppressed.suppressed_person_count, {{ smallest_head_count() }} - 1)) as most_hidden_count,
        case when counties.level = 'county' then sum(suppressed.suppressed_person_count) end as hidden_count
    from suppressed
    inner join counties on suppressed.region_key = counties.region_key
    group by
        counties.level, counties.group_code, suppressed.period_key, suppressed.indicator_key, suppressed.pairing_status_code

),

judged as (

    select
        level,
        group_code,
        period_key,
        indicator_key,
        pairing_status_code,
        told.person_count as published_count,
        told.score_sum,
        told.score_square_sum,
        hidden.hidden_count,
        hidden.most_hidden_count,
        case
            when elsewhere.is_elsewhere then 'merged'
            when hidden.is_hidden is null or hidden.hidden_count is not null then 'number'
            when level = 'service' and told.person_count is not null then 'number'
            else 'few'
        end as status_code
    from told
    full join elsewhere using (level, group_code, period_key, indicator_key, pairing_status_code)
    full join hidden using (level, group_code, period_key, indicator_key, pairing_status_code)

)

select
    level,
    group_code,
    period_key,
    indicator_key,
    pairing_status_code,
    published_count,
    score_sum,
    score_square_sum,
    status_code,
    -- So many may be lacking, at the most.
    cast(case when status_code = 'few' then most_hidden_count else 0 end as integer) as most_missing_count,
    cast(
        case when status_code = 'number' then coalesce(published_count, 0) + coalesce(hidden_count, 0) end as integer
    ) as person_count
from judged
