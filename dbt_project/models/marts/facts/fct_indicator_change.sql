with

services as (

    select * from {{ ref('dim_service') }}

),

pairs as (

    select * from {{ ref('int_cell_members') }}
    where pairing_status_code = 'paired' and indicator_key <> 0 and status_code = 'published'

),

summed as (

    select
        questionnaire_code,
        indicator_key,
        period_key,
        publication_cell_service_key as service_key,
        {{ pair_sums() }}
    from pairs
    group by questionnaire_code, indicator_key, period_key, publication_cell_service_key

)

select
    {{ publication_cell_keys('summed', 'services') }},
    summed.pair_count,
    summed.start_sum,
    summed.end_sum,
    summed.change_sum
from summed
left join services on summed.service_key = services.service_key
