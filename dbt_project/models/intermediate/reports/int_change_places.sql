{% set sums = ['start_sum', 'end_sum', 'change_sum'] %}
with

places as (

    select * from {{ ref('int_report_places') }}

),

changes as (

    select * from {{ ref('fct_indicator_change') }}

),

levels as (

    select * from {{ ref('int_place_levels') }}
    where pairing_status_code <> 'single'

),

services as (

    select * from {{ ref('dim_service') }}

),

summed as (

    select
        places.level,
        places.group_code,
        changes.period_key,
        changes.indicator_key,
        cast(sum(services.service_count) as integer) as service_count,
        {{ joined_texts('services.covers_fi', '; ', ['services.service_code']) }} as covers_fi,
        {{ joined_texts('services.covers_sv', '; ', ['services.service_code']) }} as covers_sv,
        {{ joined_texts('services.covers_en', '; ', ['services.service_code']) }} as covers_en,
        cast(sum(changes.pair_count) as integer) as pair_count,
    {% for column in sums %}
        cast(sum(changes.{{ column }}) as decimal(18, 4)) as {{ column }}{{ ',' if not loop.last }}
    {% endfor %}
    from changes
    inner join places on changes.service_key = places.service_key
    inner join services on changes.service_key = services.service_key
    group by places.level, places.group_code, changes.period_key, changes.indicator_key

),

named as (

    select
        level,
        group_code,
        bool_or(is_several) as is_several,
        max(region_key) as region_key,
        max(name_fi) as name_fi,
        max(name_sv) as name_sv,
        max(name_en) as name_en
    from places
    group by level, group_code

),

-- A place without published pairs has a row where something else of it is published, or where people
-- of its county are suppressed. Merged services have no such row.
listed as (

    select
        level,
        group_code,
        period_key,
        indicator_key
    from summed
    union
    select
        levels.level,
        levels.group_code,
        levels.period_key,
        levels.indicator_key
    from levels
    inner join named using (level, group_code)
    left join services on levels.level = 'service' and levels.group_code = services.service_code
    where
        (levels.published_count is not null or levels.level = 'county')
        and not named.is_several
        and not coalesce(services.is_merged, false)

)

select
    listed.level,
    listed.group_code,
    named.is_several,
    listed.period_key,
    listed.indicator_key,
    named.region_key,
    named.name_fi,
    named.name_sv,
    named.name_en,
    summed.service_count,
    summed.covers_fi,
    summed.covers_sv,
    summed.covers_en,
    {% for column in sums %}
        summed.{{ column }},
    {% endfor %}
    summed.pair_count
from listed
inner join named using (level, group_code)
left join summed using (level, group_code, period_key, indicator_key)
