with

services as (

    select * from {{ ref('dim_service') }}

),

scored as (

    select
        questionnaire_code,
        indicator_key,
        period_key,
        pairing_status_code,
        publication_cell_service_key as service_key,
        coalesce(start_score, end_score, single_score) as score
    from {{ ref('int_cell_members') }}
    where pairing_status_code <> 'paired' and indicator_key <> 0 and status_code = 'published'

),

summed as (

    select
        questionnaire_code,
        indicator_key,
        period_key,
        pairing_status_code,
        service_key,
        cast(count(*) as integer) as person_count,
        cast(sum(score) as decimal(18, 4)) as score_sum
    from scored
    group by questionnaire_code, indicator_key, period_key, pairing_status_code, service_key

)

select
    {{ publication_cell_keys('summed', 'services') }},
    summed.pairing_status_code,
    summed.person_count,
    summed.score_sum
from summed
left join services on summed.service_key = services.service_key
