{% set squares = ['start_square_sum', 'end_square_sum', 'change_square_sum', 'cross_sum'] %}
with

places as (

    select * from {{ ref('int_report_places') }}

),

spreads as (

    select
        *,
        case
            when spread_status_code = 'number'
                then
                    -- A decimal: doubles are never summed.
                    cast(
                        cast({{ moment('pair_count', 'change_square_sum', 'change_sum', 'change_sum') }} as double) / pair_count
                        as decimal(28, 8)
                    )
        end as deviation_sum
    from {{ ref('fct_change_spread') }}

),

-- Which distribution the pairs of a cell are in; null: in none.
cells as (

    select distinct
        indicator_key,
        period_key,
        publication_cell_service_key as service_key,
        distribution_service_key
    from {{ ref('int_publication_cells') }}
    where pairing_status_code = 'paired' and status_code = 'published' and indicator_key <> 0

),

-- The distributions inside a place.
own as (

    select
        places.level,
        places.group_code,
        spreads.period_key,
        spreads.indicator_key,
        cast(sum(spreads.pair_count) as integer) as pair_count,
    {% for column in squares %}
        cast(sum(spreads.{{ column }}) as decimal(18, 4)) as {{ column }}{{ ',' if not loop.last }}
    {% endfor %}
    from spreads
    inner join places on spreads.service_key = places.service_key
    group by places.level, places.group_code, spreads.period_key, spreads.indicator_key
    having bool_and(spreads.spread_status_code = 'number')

),

-- The distributions that the pairs of a place are in, with others or not.
around as (

    select distinct
        places.level,
        places.group_code,
        cells.period_key,
        cells.indicator_key,
        cells.distribution_service_key as service_key
    from cells
    inner join places on cells.service_key = places.service_key

),

pooled as (

    select
        around.level,
        around.group_code,
        around.period_key,
        around.indicator_key,
        bool_and(coalesce(spreads.spread_status_code = 'number', false)) as is_published,
        cast(sum(spreads.deviation_sum) as double) as deviation_sum,
        sum(spreads.pair_count - 1) as freedom_count
    from around
    left join spreads using (period_key, indicator_key, service_key)
    group by around.level, around.group_code, around.period_key, around.indicator_key

),

everybody as (

    select
        period_key,
        indicator_key,
        cast(sum(deviation_sum) as double) as deviation_sum,
        sum(pair_count - 1) as freedom_count
    from spreads
    where spread_status_code = 'number'
    group by period_key, indicator_key

)

-- How much changes differ within the distributions around a place, or else within all of the half-year:
-- both are published, so that an interval from them says nothing new.
select
    level,
    group_code,
    period_key,
    indicator_key,
    own.pair_count,
    {% for column in squares %}
        own.{{ column }},
    {% endfor %}
    case when pooled.is_published then pooled.deviation_sum else everybody.deviation_sum end as wider_deviation_sum,
    cast(case when pooled.is_published then pooled.freedom_count else everybody.freedom_count end as integer)
        as wider_freedom_count
from pooled
left join own using (level, group_code, period_key, indicator_key)
left join everybody using (period_key, indicator_key)
