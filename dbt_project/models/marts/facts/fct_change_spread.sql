{% set squares = ['start_square_sum', 'end_square_sum', 'change_square_sum', 'cross_sum'] %}
with

services as (

    select * from {{ ref('dim_service') }}

),

spreads as (

    select * from {{ ref('int_spreads') }}

),

-- A distribution is made of whole cells, so that it divides none. One row for all who have the same scores.
pairs as (

    select
        questionnaire_code,
        indicator_key,
        period_key,
        distribution_number,
        distribution_service_key as service_key,
        start_score,
        end_score,
        count(*) as same_count
    from {{ ref('int_cell_members') }}
    where pairing_status_code = 'paired' and indicator_key <> 0 and distribution_number is not null
    group by
        questionnaire_code, indicator_key, period_key, distribution_number, distribution_service_key, start_score, end_score

),

summed as (

    select
        questionnaire_code,
        indicator_key,
        period_key,
        distribution_number,
        service_key,
        {{ pair_sums('same_count') }},
        {{ pair_squares('same_count') }}
    from pairs
    group by questionnaire_code, indicator_key, period_key, distribution_number, service_key

)

select
    {{ publication_cell_keys('summed', 'services') }},
    spreads.spread_status_code,
    summed.pair_count,
    summed.start_sum,
    summed.end_sum,
    summed.change_sum,
{% for column in squares %}
    case when spreads.spread_status_code = 'number' then summed.{{ column }} end as {{ column }}{{ ',' if not loop.last }}
{% endfor %}
from summed
inner join spreads on summed.distribution_number = spreads.distribution_number
left join services on summed.service_key = services.service_key
