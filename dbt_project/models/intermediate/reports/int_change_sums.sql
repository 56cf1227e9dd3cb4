{% set outside = ['start_only', 'end_only', 'single'] %}
{% set place = [
    'level', 'group_code', 'is_several', 'period_key', 'indicator_key', 'region_key', 'name_fi', 'name_sv', 'name_en',
    'service_count', 'covers_fi', 'covers_en', 'pair_count', 'start_sum', 'end_sum', 'change_sum', 'start_square_sum',
    'end_square_sum', 'change_square_sum', 'cross_sum',
] %}
{% set longest_gap %}interval {{ var('longest_gap_months') }} month{% endset %}
with

places as (

    select * from {{ ref('int_report_places') }}

),

directions as (

    select * from {{ ref('fct_change_direction') }}

),

strata as (

    select * from {{ ref('int_place_levels') }}

),

medians as (

    select * from {{ ref('int_report_medians') }}

),

periods as (

    select * from {{ ref('dim_period') }}

),

summed as (

    select * from {{ ref('int_change_places') }}

),

calendar as (

    {{ latest_answer() }}

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
        bool_or(strata.status_code = 'merged') as is_elsewhere,
        coalesce(sum(strata.person_count) filter (where strata.pairing_status_code = 'paired'), 0) as more_pair_count,
        coalesce(sum(coalesce(strata.person_count, strata.published_count)) filter (where strata.pairing_status_code = 'start_only'), 0)
            as lost_to_follow_up_count,
        -- A service's own pairs of a half-year stand all in its own row.
        coalesce(
            sum(strata.most_missing_count) filter (
                where strata.level <> 'service' or strata.pairing_status_code <> 'paired' or summed.pair_count is null
            ),
            0
        ) as most_missing_count
    from strata
    left join summed using (level, group_code, period_key, indicator_key)
    where strata.pairing_status_code in ('paired', 'start_only')
    group by strata.level, strata.group_code, strata.indicator_key

),

ended as (

    select
        level,
        group_code,
        indicator_key,
        sum(pair_count) as pair_count
    from summed
    where pair_count is not null
    group by level, group_code, indicator_key

),

-- Those lost to a place, from any half-year: few end in the half-year that they started in. No clock:
-- the data are as old as their latest answer.
lost as (

    select
        strata.level,
        strata.group_code,
        strata.indicator_key,
        bool_or(periods.end_date + interval 1 day + {{ longest_gap }} > calendar.latest_at) as is_open,
        cast(sum(strata.published_count) as integer) as lost_to_follow_up_count,
        cast(sum(strata.score_sum) as decimal(18, 4)) as lost_to_follow_up_start_sum,
        cast(sum(strata.score_square_sum) as decimal(18, 4)) as lost_to_follow_up_start_square_sum,
        case
            when bool_or(strata.status_code = 'merged') then 'merged'
            when bool_or(strata.status_code = 'few') then 'few'
            else 'number'
        end as lost_to_follow_up_status_code
    from strata
    cross join calendar
    inner join periods on strata.period_key = periods.period_key
    where strata.pairing_status_code = 'start_only'
    group by strata.level, strata.group_code, strata.indicator_key

),

-- Answers without a code, where any may be told of.
uncoded as (

    select distinct
        level,
        group_code,
        period_key,
        indicator_key
    from strata
    where pairing_status_code in ('start_uncoded', 'end_uncoded') and published_count is not null

),

counted as (

    select
        level,
        group_code,
        indicator_key,
        ended.pair_count + coalesce(started.more_pair_count, 0) as ended_count,
        ended.pair_count + coalesce(started.more_pair_count + started.lost_to_follow_up_count, 0) as started_count,
        coalesce(started.is_elsewhere, false) as is_elsewhere,
        coalesce(started.most_missing_count, 0) as most_missing_count
    from ended
    left join started using (level, group_code, indicator_key)

),

-- Told if those who may be lacking cannot move the share by more than one per cent.
retained as (

    select * from counted
    where not is_elsewhere and 100 * most_missing_count <= started_count

)

select
    {% for column in place %}
        summed.{{ column }},
    {% endfor %}
    -- Of the same pairs or not at all: a bigger group may be told of together with others.
    {% for direction in ['improved', 'declined', 'improved_unequal', 'declined_unequal'] %}
        case when directed.pair_count = summed.pair_count then directed.{{ direction }}_count end as {{ direction }}_count,
    {% endfor %}
    case when medians.pair_count = summed.pair_count then medians.change_median end as change_median,
    -- Nobody and nothing suppressed: a number, 0.
    {% for stratum in outside %}
        case when {{ stratum }}.status_code is null then 0 else {{ stratum }}.person_count end as {{ stratum }}_count,
        coalesce({{ stratum }}.status_code, 'number') as {{ stratum }}_status_code,
    {% endfor %}
    case
        when summed.pair_count is not null then summed.pair_count
        when paired.status_code is null then 0
        else paired.person_count
    end as counted_pair_count,
    case when summed.pair_count is null then coalesce(paired.status_code, 'number') else 'number' end as pair_status_code,
    uncoded.level is not null as has_uncoded,
    summed.level <> 'service'
    and coalesce(paired.status_code <> 'number' or paired.person_count > 0, false) as is_partial,
    retained.ended_count,
    retained.started_count,
    lost.lost_to_follow_up_count,
    lost.lost_to_follow_up_start_sum,
    lost.lost_to_follow_up_start_square_sum,
    coalesce(lost.lost_to_follow_up_status_code, 'number') as lost_to_follow_up_status_code,
    coalesce(lost.is_open, false) as is_open
from summed
left join directed using (level, group_code, period_key, indicator_key)
left join medians using (level, group_code, period_key, indicator_key)
left join retained using (level, group_code, indicator_key)
left join lost using (level, group_code, indicator_key)
left join uncoded using (level, group_code, period_key, indicator_key)
{% for stratum in ['paired'] + outside %}
    left join strata as {{ stratum }}
        on
            summed.level = {{ stratum }}.level
            and summed.group_code = {{ stratum }}.group_code
            and summed.period_key = {{ stratum }}.period_key
            and summed.indicator_key = {{ stratum }}.indicator_key
            and {{ stratum }}.pairing_status_code = '{{ stratum }}'
{% endfor %}
