with

members as (

    select * from {{ ref('int_members') }}
    where pairing_status_code <> 'paired' and indicator_key <> 0

),

cells as (

    select * from {{ ref('publication_cells') }}
    where status_code = 'published'

),

services as (

    select * from {{ ref('dim_service') }}

),

scored as (

    select
        cells.questionnaire_code,
        cells.indicator_key,
        cells.period_key,
        cells.pairing_status_code,
        cells.publication_cell_service_key as service_key,
        cast(coalesce(members.start_score, members.end_score, members.single_score) as decimal(9, 2)) as score
    from members
    inner join cells
        using (questionnaire_code, indicator_key, period_key, pairing_status_code, service_key)

),

summed as (

    select
        questionnaire_code,
        indicator_key,
        period_key,
        pairing_status_code,
        service_key,
        cast(count(*) as integer) as person_count,
        cast(sum(score) as decimal(18, 4)) as score_sum,
        cast(sum(score * score) as decimal(18, 4)) as score_square_sum
    from scored
    group by questionnaire_code, indicator_key, period_key, pairing_status_code, service_key

)

select
    {{ publication_cell_keys('summed', 'services') }},
    summed.pairing_status_code,
    summed.person_count,
    summed.score_sum,
    summed.score_square_sum
from summed
left join services on summed.service_key = services.service_key
