with

places as (

    select * from {{ ref('int_report_places') }}

),

changes as (

    select * from {{ ref('fct_indicator_change') }}

),

directions as (

    select * from {{ ref('fct_change_direction') }}

),

strata as (

    select * from {{ ref('int_report_strata') }}

),

medians as (

    select * from {{ ref('int_report_medians') }}

),

services as (

    select * from {{ ref('dim_service') }}

),

summed as (

    select
        places.level,
        places.group_code,
        places.is_several,
        changes.period_key,
        changes.indicator_key,
        any_value(places.region_key) as region_key,
        any_value(places.name_fi) as name_fi,
        any_value(places.name_sv) as name_sv,
        any_value(places.name_en) as name_en,
        cast(sum(services.service_count) as integer) as service_count,
        string_agg(services.covers_fi, '; ' order by services.service_code) as covers_fi,
        string_agg(services.covers_en, '; ' order by services.service_code) as covers_en,
        cast(sum(changes.pair_count) as integer) as pair_count,
        {% for column in [
            'start_sum', 'end_sum', 'change_sum', 'start_square_sum', 'end_square_sum', 'change_square_sum', 'cross_sum'
        ] %}
        cast(sum(changes.{{ column }}) as decimal(18, 4)) as {{ column }}{{ ',' if not loop.last }}
    {% endfor %}
    from changes
    inner join places on changes.service_key = places.service_key
    inner join services on changes.service_key = services.service_key
    group by places.level, places.group_code, places.is_several, changes.period_key, changes.indicator_key

),

directed as (

    select
        places.level,
        places.group_code,
        directions.period_key,
        directions.indicator_key,
        cast(sum(directions.pair_count) as integer) as pair_count,
        cast(sum(directions.improved_count) as integer) as improved_count,
        cast(sum(directions.declined_count) as integer) as declined_count
    from directions
    inner join places on directions.service_key = places.service_key
    group by places.level, places.group_code, directions.period_key, directions.indicator_key

)

select
    summed.*,
    -- Of the same pairs or not at all: a bigger group may be told of together with others.
    case when directed.pair_count = summed.pair_count then directed.improved_count end as improved_count,
    case when directed.pair_count = summed.pair_count then directed.declined_count end as declined_count,
    case when medians.pair_count = summed.pair_count then medians.change_median end as change_median,
    {% for stratum in ['start_only', 'end_only', 'single'] %}
        -- Nobody and nothing withheld: a number, 0.
        case when {{ stratum }}.status_code is null then 0 else {{ stratum }}.person_count end as {{ stratum }}_count,
        coalesce({{ stratum }}.status_code, 'number') as {{ stratum }}_status_code,
    {% endfor %}
    summed.level <> 'service'
    and coalesce(paired.status_code <> 'number' or paired.person_count > 0, false) as is_partial,
    retention.ended_count,
    retention.started_count,
    start_only.told_count as lost_count,
    start_only.score_sum as lost_start_sum,
    start_only.score_square_sum as lost_start_square_sum
from summed
left join directed using (level, group_code, period_key, indicator_key)
left join medians using (level, group_code, period_key, indicator_key)
left join {{ ref('int_retention') }} as retention using (level, group_code, period_key, indicator_key)
{% for stratum in ['paired', 'start_only', 'end_only', 'single'] %}
    left join strata as {{ stratum }}
        on
            summed.level = {{ stratum }}.level
            and summed.group_code = {{ stratum }}.group_code
            and summed.period_key = {{ stratum }}.period_key
            and summed.indicator_key = {{ stratum }}.indicator_key
            and {{ stratum }}.stratum_code = '{{ stratum }}'
{% endfor %}
