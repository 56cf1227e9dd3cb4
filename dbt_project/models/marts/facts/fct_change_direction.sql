with

members as (

    select * from {{ ref('int_members') }}
    where pairing_status_code = 'paired'

),

cells as (

    select * from {{ ref('publication_cells') }}
    where distribution_number is not null

),

indicators as (

    select * from {{ ref('dim_indicator') }}
    where reliability_alpha is not null

),

services as (

    select * from {{ ref('dim_service') }}

),

scored as (

    select
        cells.questionnaire_code,
        cells.indicator_key,
        cells.period_key,
        cells.distribution_service_key as service_key,
        cast(members.start_score as decimal(9, 2)) as start_score,
        cast(members.end_score as decimal(9, 2)) as end_score,
        -- Better is up, whichever way the indicator runs.
        (members.end_score - members.start_score) * case indicators.higher_is when 'worse' then -1 else 1 end as gain,
        indicators.reliability_alpha,
        indicators.reliability_start_sd
    from members
    inner join cells
        using (questionnaire_code, indicator_key, period_key, pairing_status_code, service_key)
    inner join indicators on members.indicator_key = indicators.indicator_key

),

-- Exact sums of decimals first, so that the bounds do not depend on the order of rows.
spreads as (

    select
        questionnaire_code,
        indicator_key,
        period_key,
        service_key,
        {{ sample_sd('count(*)', 'sum(start_score)', 'sum(start_score * start_score)') }} as start_sd,
        {{ sample_sd('count(*)', 'sum(end_score)', 'sum(end_score * end_score)') }} as end_sd,
        1 - cast(max(reliability_alpha) as double) as error_share,
        cast(max(reliability_start_sd) as double) as declared_sd
    from scored
    group by questionnaire_code, indicator_key, period_key, service_key

),

-- Both formulas of Jacobson and Truax: the spread of the starts, and unequal spreads. A spread that
-- the source declares judges everybody alike; without one each cell's own does.
bounds as (

    select
        *,
        1.96e0
        * sqrt(2e0 * coalesce(declared_sd, start_sd) * coalesce(declared_sd, start_sd) * error_share) as reliable_change,
        1.96e0 * sqrt((start_sd * start_sd + end_sd * end_sd) * error_share) as reliable_change_unequal
    from spreads

),

counted as (

    select
        scored.questionnaire_code,
        scored.indicator_key,
        scored.period_key,
        scored.service_key,
        bounds.reliable_change,
        bounds.reliable_change_unequal,
        cast(count(*) as integer) as pair_count,
        cast(count(*) filter (where scored.gain > bounds.reliable_change) as integer) as improved_count,
        cast(count(*) filter (where abs(scored.gain) <= bounds.reliable_change) as integer) as unchanged_count,
        cast(count(*) filter (where -scored.gain > bounds.reliable_change) as integer) as declined_count,
        cast(count(*) filter (where scored.gain > bounds.reliable_change_unequal) as integer) as improved_unequal_count,
        cast(count(*) filter (where -scored.gain > bounds.reliable_change_unequal) as integer) as declined_unequal_count
    from scored
    inner join bounds using (questionnaire_code, indicator_key, period_key, service_key)
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
