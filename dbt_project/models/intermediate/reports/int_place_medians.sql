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

-- Pairs by the place of their distribution: whoever a median is published about is a union of those. Changes in
-- whole answer steps: of thirds of a point with ten decimals, halfway is now above and now below.
pairs as (

    select
        places.level,
        places.group_code,
        members.period_key,
        members.indicator_key,
        indicators.answer_step,
        cast(round(cast(members.end_score - members.start_score as double) / indicators.answer_step) as integer) as step_count
    from {{ ref('int_cell_members') }} as members
    inner join places on members.distribution_service_key = places.service_key
    inner join indicators on members.indicator_key = indicators.indicator_key
    where members.pairing_status_code = 'paired' and members.indicator_key <> 0 and members.distribution_number is not null

),

middle as (

    select
        level,
        group_code,
        period_key,
        indicator_key,
        answer_step,
        cast(count(*) as integer) as pair_count,
        percentile_cont(0.5) within group (order by step_count asc) as median_steps
    from pairs
    group by level, group_code, period_key, indicator_key, answer_step

)

-- In twos of answer steps: the median of an odd number of pairs is somebody's own change.
select
    level,
    group_code,
    period_key,
    indicator_key,
    pair_count,
    {{ rounded_to_even('median_steps / 2') }} * 2 * answer_step as change_median
from middle
