with

services as (

    select * from {{ ref('dim_service') }}

),

spreads as (

    select * from {{ ref('int_spreads') }}

),

-- A distribution is made of whole cells, so that it divides none. One row for all who have the same score.
scored as (

    select
        questionnaire_code,
        indicator_key,
        period_key,
        pairing_status_code,
        distribution_number,
        distribution_service_key as service_key,
        coalesce(start_score, end_score, single_score) as score,
        count(*) as same_count
    from {{ ref('int_cell_members') }}
    where pairing_status_code <> 'paired' and indicator_key <> 0 and distribution_number is not null
    group by
        questionnaire_code, indicator_key, period_key, pairing_status_code, distribution_number, distribution_service_key,
        coalesce(start_score, end_score, single_score)

),

summed as (

    select
        questionnaire_code,
        indicator_key,
        period_key,
        pairing_status_code,
        distribution_number,
        service_key,
        cast(sum(same_count) as integer) as person_count,
        cast({{ sum_of_scores('score', 'same_count') }} as decimal(18, 4)) as score_sum,
        cast({{ sum_of_products('score', 'score', 'same_count') }} as decimal(18, 4)) as score_square_sum
    from scored
    group by questionnaire_code, indicator_key, period_key, pairing_status_code, distribution_number, service_key

)

select
    {{ publication_cell_keys('summed', 'services') }},
    summed.pairing_status_code,
    spreads.spread_status_code,
    summed.person_count,
    summed.score_sum,
    case when spreads.spread_status_code = 'number' then summed.score_square_sum end as score_square_sum
from summed
inner join spreads on summed.distribution_number = spreads.distribution_number
left join services on summed.service_key = services.service_key
