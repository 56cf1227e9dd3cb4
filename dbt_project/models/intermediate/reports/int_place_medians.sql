with

places as (

    select * from {{ ref('int_report_places') }}

),

indicators as (

    select
        indicator_key,
        cast(score_high - score_low as double) / (item_count * (item_high - item_low)) as answer_step
    from {{ ref('stg_codebook__indicators') }}

),

-- Pairs by the place of their distribution: whoever a median is published about is a union of those.
pairs as (

    select
        places.level,
        places.group_code,
        members.period_key,
        members.indicator_key,
        members.end_score - members.start_score as change_score
    from {{ ref('int_cell_members') }} as members
    inner join places on members.distribution_service_key = places.service_key
    where members.pairing_status_code = 'paired' and members.indicator_key <> 0 and members.distribution_number is not null

),

halved as (

    select
        level,
        group_code,
        period_key,
        indicator_key,
        cast(count(*) as integer) as pair_count,
        cast(percentile_cont(0.5) within group (order by change_score asc) as double) as change_median
    from pairs
    group by level, group_code, period_key, indicator_key

)

-- In twos of answer steps: the median of an odd number of pairs is somebody's own change.
select
    halved.level,
    halved.group_code,
    halved.period_key,
    halved.indicator_key,
    halved.pair_count,
    {{ rounded_to_even('halved.change_median / (2 * indicators.answer_step)') }} * 2 * indicators.answer_step as change_median
from halved
inner join indicators on halved.indicator_key = indicators.indicator_key
