with

indicators as (

    select * from {{ ref('dim_indicator') }}
    where reliability_alpha is not null

),

spreads as (

    select * from {{ ref('int_spreads') }}

),

services as (

    select * from {{ ref('dim_service') }}

),

scored as (

    select
        members.questionnaire_code,
        members.indicator_key,
        members.period_key,
        members.distribution_service_key as service_key,
        members.start_score,
        members.end_score,
        -- Better is up, whichever way the indicator runs.
        (members.end_score - members.start_score) * case indicators.higher_is when 'worse' then -1 else 1 end as gain,
        spreads.spread_status_code = 'number' as has_spread,
        indicators.reliability_alpha,
        indicators.reliability_start_sd
    from {{ ref('int_cell_members') }} as members
    inner join indicators on members.indicator_key = indicators.indicator_key
    inner join spreads on members.distribution_number = spreads.distribution_number
    -- A limit that follows from a spread tells it: it is there where the spread is, or a declared one is used.
    where
        members.pairing_status_code = 'paired'
        and (spreads.spread_status_code = 'number' or indicators.reliability_start_sd is not null)

),

-- One row for all who have the same scores.
alike as (

    select
        questionnaire_code,
        indicator_key,
        period_key,
        service_key,
        start_score,
        end_score,
        has_spread,
        reliability_alpha,
        reliability_start_sd,
        count(*) as same_count
    from scored
    group by
        questionnaire_code, indicator_key, period_key, service_key, start_score, end_score, has_spread, reliability_alpha,
        reliability_start_sd

),

-- Exact sums of decimals first, so that the spreads do not depend on the order of rows.
limits as (

    select
        questionnaire_code,
        indicator_key,
        period_key,
        service_key,
        {{ sample_sd(
            'cast(sum(same_count) as bigint)',
            sum_of_scores('start_score', 'same_count'),
            sum_of_products('start_score', 'start_score', 'same_count'),
        ) }} as start_sd,
        {{ sample_sd(
            'cast(sum(same_count) as bigint)',
            sum_of_scores('end_score', 'same_count'),
            sum_of_products('end_score', 'end_score', 'same_count'),
        ) }} as end_sd,
        bool_and(has_spread) as has_spread,
        cast(max(reliability_alpha) as double) as alpha,
        cast(max(reliability_start_sd) as double) as declared_sd
    from alike
    group by questionnaire_code, indicator_key, period_key, service_key

),

thresholds as (

    select
        *,
        {{ reliable_change('coalesce(declared_sd, start_sd)', 'alpha') }} as reliable_change,
        case when has_spread then {{ reliable_change_unequal('start_sd', 'end_sd', 'alpha') }} end as reliable_change_unequal
    from limits

),

counted as (

    select
        scored.questionnaire_code,
        scored.indicator_key,
        scored.period_key,
        scored.service_key,
        thresholds.reliable_change,
        thresholds.reliable_change_unequal,
        cast(count(*) as integer) as pair_count,
        cast(count(*) filter (where scored.gain > thresholds.reliable_change) as integer) as improved_count,
        cast(count(*) filter (where abs(scored.gain) <= thresholds.reliable_change) as integer) as unchanged_count,
        cast(count(*) filter (where -scored.gain > thresholds.reliable_change) as integer) as declined_count,
        case
            when bool_and(thresholds.reliable_change_unequal is not null)
                then cast(count(*) filter (where scored.gain > thresholds.reliable_change_unequal) as integer)
        end as improved_unequal_count,
        case
            when bool_and(thresholds.reliable_change_unequal is not null)
                then cast(count(*) filter (where -scored.gain > thresholds.reliable_change_unequal) as integer)
        end as declined_unequal_count
    from scored
    inner join thresholds using (questionnaire_code, indicator_key, period_key, service_key)
    group by all

)

select
    {{ publication_cell_keys('counted', 'services') }},
    counted.pair_count,
    counted.improved_count,
    counted.unchanged_count,
    counted.declined_count,
    counted.reliable_change,
    counted.improved_unequal_count,
    counted.declined_unequal_count,
    counted.reliable_change_unequal
from counted
left join services on counted.service_key = services.service_key
