{% set longest_gap %}interval {{ var('longest_gap_months') }} month{% endset %}
with

levels as (

    select * from {{ ref('int_place_levels') }}

),

pairs as (

    select * from {{ ref('int_change_places') }}

),

periods as (

    select * from {{ ref('dim_period') }}

),

calendar as (

    {{ latest_answer() }}

),

-- Everybody who started in a place, in any half-year: only so are starts and ends of the same people.
started as (

    select
        levels.level,
        levels.group_code,
        levels.indicator_key,
        bool_or(levels.status_code = 'merged') as is_merged,
        coalesce(sum(levels.person_count) filter (where levels.pairing_status_code = 'paired'), 0) as more_pair_count,
        coalesce(
            sum(coalesce(levels.person_count, levels.published_count)) filter (where levels.pairing_status_code = 'start_only'), 0
        ) as start_only_count,
        -- A service's own pairs of a half-year are all in its own row.
        coalesce(
            sum(levels.most_missing_count) filter (
                where levels.level <> 'service' or levels.pairing_status_code <> 'paired' or pairs.pair_count is null
            ),
            0
        ) as most_missing_count
    from levels
    left join pairs using (level, group_code, period_key, indicator_key)
    where levels.pairing_status_code in ('paired', 'start_only')
    group by levels.level, levels.group_code, levels.indicator_key

),

ended as (

    select
        level,
        group_code,
        indicator_key,
        sum(pair_count) as pair_count
    from pairs
    where pair_count is not null
    group by level, group_code, indicator_key

),

counted as (

    select
        level,
        group_code,
        indicator_key,
        ended.pair_count + coalesce(started.more_pair_count, 0) as ended_count,
        ended.pair_count + coalesce(started.more_pair_count + started.start_only_count, 0) as started_count,
        coalesce(started.is_merged, false) as is_merged,
        coalesce(started.most_missing_count, 0) as most_missing_count
    from ended
    left join started using (level, group_code, indicator_key)

),

-- Published where those who may be missing cannot move the share by more than one per cent.
retained as (

    select * from counted
    where not is_merged and 100 * most_missing_count <= started_count

),

-- Those without an end, from any half-year: few end in the half-year in which they started. No clock:
-- the data are as old as their latest answer.
lost_to_follow_up as (

    select
        levels.level,
        levels.group_code,
        levels.indicator_key,
        bool_or(periods.end_date + interval 1 day + {{ longest_gap }} > calendar.latest_at) as may_still_end,
        cast(sum(levels.published_count) as integer) as lost_to_follow_up_count,
        cast(sum(levels.score_sum) as decimal(18, 4)) as lost_to_follow_up_start_sum,
        case
            when bool_and(levels.published_count is null or squares.score_square_sum is not null)
                then cast(sum(squares.score_square_sum) as decimal(18, 4))
        end as lost_to_follow_up_start_square_sum,
        case
            when bool_or(levels.status_code = 'merged') then 'merged'
            when bool_or(levels.status_code = 'few') then 'few'
            else 'number'
        end as lost_to_follow_up_status_code
    from levels
    cross join calendar
    inner join periods on levels.period_key = periods.period_key
    -- Of the same people or not at all: a larger group may be merged with others.
    left join {{ ref('int_place_squares') }} as squares
        on
            levels.level = squares.level
            and levels.group_code = squares.group_code
            and levels.period_key = squares.period_key
            and levels.indicator_key = squares.indicator_key
            and levels.pairing_status_code = squares.pairing_status_code
            and levels.published_count = squares.person_count
    where levels.pairing_status_code = 'start_only'
    group by levels.level, levels.group_code, levels.indicator_key

)

select
    level,
    group_code,
    indicator_key,
    retained.ended_count,
    retained.started_count,
    lost_to_follow_up.lost_to_follow_up_count,
    lost_to_follow_up.lost_to_follow_up_start_sum,
    lost_to_follow_up.lost_to_follow_up_start_square_sum,
    coalesce(lost_to_follow_up.lost_to_follow_up_status_code, 'number') as lost_to_follow_up_status_code,
    coalesce(lost_to_follow_up.may_still_end, false) as may_still_end
from retained
full join lost_to_follow_up using (level, group_code, indicator_key)
