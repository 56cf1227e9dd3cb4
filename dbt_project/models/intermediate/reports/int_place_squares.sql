with

places as (

    select * from {{ ref('int_report_places') }}

),

spreads as (

    select * from {{ ref('fct_level_spread') }}

)

select
    places.level,
    places.group_code,
    spreads.period_key,
    spreads.indicator_key,
    spreads.pairing_status_code,
    sum(spreads.person_count) as person_count,
    cast(sum(spreads.score_square_sum) as decimal(18, 4)) as score_square_sum
from spreads
inner join places on spreads.service_key = places.service_key
group by places.level, places.group_code, spreads.period_key, spreads.indicator_key, spreads.pairing_status_code
having bool_and(spreads.spread_status_code = 'number')
