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
        cast(sum(directions.declined_count) as integer) as declined_count,
        cast(sum(directions.improved_unequal_count) as integer) as improved_unequal_count,
        cast(sum(directions.declined_unequal_count) as integer) as declined_unequal_count
    from directions
    inner join places on directions.service_key = places.service_key
    group by places.level, places.group_code, directions.period_key, directions.indicator_key

),

-- Of everybody who started in a place, in any half-year, who has ended: only so are starts and ends
-- of the same people.
started as (

    select
        strata.level,
        strata.group_code,
        strata.indicator_key,
        bool_or(strata.status_code = 'together') as is_elsewhere,
        coalesce(sum(strata.person_count) filter (where strata.stratum_code = 'paired'), 0) as more_pair_count,
        coalesce(sum(coalesce(strata.person_count, strata.told_count)) filter (where strata.stratum_code = 'start_only'), 0)
            as lost_count,
        -- A service's own pairs of a half-year stand all in its own row.
        coalesce(
            sum(strata.most_lacking_count) filter (
                where strata.level <> 'service' or strata.stratum_code <> 'paired' or summed.pair_count is null
            ),
            0
        ) as most_lacking_count
    from strata
    left join summed using (level, group_code, period_key, indicator_key)
    where strata.stratum_code in ('paired', 'start_only')
    group by strata.level, strata.group_code, strata.indicator_key

),

ended as (

    select
        level,
        group_code,
        indicator_key,
        sum(pair_count) as pair_count
    from summed
    group by level, group_code, indicator_key

),

-- Those lost to a place, from any half-year: few end in the half-year that they started in.
lost as (

    select
        level,
        group_code,
        indicator_key,
        cast(sum(told_count) as integer) as lost_count,
        cast(sum(score_sum) as decimal(18, 4)) as lost_start_sum,
        cast(sum(score_square_sum) as decimal(18, 4)) as lost_start_square_sum,
        case
            when bool_or(status_code = 'together') then 'together'
            when bool_or(status_code = 'few') then 'few'
            else 'number'
        end as lost_status_code
    from strata
    where stratum_code = 'start_only'
    group by level, group_code, indicator_key

),

counted as (

    select
        level,
        group_code,
        indicator_key,
        ended.pair_count + coalesce(started.more_pair_count, 0) as ended_count,
        ended.pair_count + coalesce(started.more_pair_count + started.lost_count, 0) as started_count,
        coalesce(started.is_elsewhere, false) as is_elsewhere,
        coalesce(started.most_lacking_count, 0) as most_lacking_count
    from ended
    left join started using (level, group_code, indicator_key)

),

-- Told if those who may be lacking cannot move the share by more than one per cent.
retained as (

    select * from counted
    where not is_elsewhere and 100 * most_lacking_count <= started_count

)

select
    summed.*,
    -- Of the same pairs or not at all: a bigger group may be told of together with others.
    {% for direction in ['improved', 'declined', 'improved_unequal', 'declined_unequal'] %}
        case when directed.pair_count = summed.pair_count then directed.{{ direction }}_count end as {{ direction }}_count,
    {% endfor %}
    case when medians.pair_count = summed.pair_count then medians.change_median end as change_median,
    {% for stratum in ['start_only', 'end_only', 'single'] %}
        -- Nobody and nothing withheld: a number, 0.
        case when {{ stratum }}.status_code is null then 0 else {{ stratum }}.person_count end as {{ stratum }}_count,
        coalesce({{ stratum }}.status_code, 'number') as {{ stratum }}_status_code,
    {% endfor %}
    summed.level <> 'service'
    and coalesce(paired.status_code <> 'number' or paired.person_count > 0, false) as is_partial,
    retained.ended_count,
    retained.started_count,
    lost.lost_count,
    lost.lost_start_sum,
    lost.lost_start_square_sum,
    coalesce(lost.lost_status_code, 'number') as lost_status_code
from summed
left join directed using (level, group_code, period_key, indicator_key)
left join medians using (level, group_code, period_key, indicator_key)
left join retained using (level, group_code, indicator_key)
left join lost using (level, group_code, indicator_key)
{% for stratum in ['paired', 'start_only', 'end_only', 'single'] %}
    left join strata as {{ stratum }}
        on
            summed.level = {{ stratum }}.level
            and summed.group_code = {{ stratum }}.group_code
            and summed.period_key = {{ stratum }}.period_key
            and summed.indicator_key = {{ stratum }}.indicator_key
            and {{ stratum }}.stratum_code = '{{ stratum }}'
{% endfor %}
