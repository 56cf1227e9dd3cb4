with

places as (

    select * from {{ ref('int_report_places') }}

),

directions as (

    select * from {{ ref('fct_change_direction') }}

)

select
    places.level,
    places.group_code,
    directions.period_key,
    directions.indicator_key,
    cast(sum(directions.pair_count) as integer) as pair_count,
{% for direction in ['improved', 'declined', 'improved_unequal', 'declined_unequal'] %}
    case
        when bool_and(directions.{{ direction }}_count is not null) then cast(sum(directions.{{ direction }}_count) as integer)
    end as {{ direction }}_count{{ ',' if not loop.last }}
{% endfor %}
from directions
inner join places on directions.service_key = places.service_key
group by places.level, places.group_code, directions.period_key, directions.indicator_key
