with

members as (

    select * from {{ ref('int_members') }}
    where pairing_status_code = 'paired' and indicator_key <> 0

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
        cells.publication_cell_service_key as service_key,
        cast(members.start_score as decimal(9, 2)) as start_score,
        cast(members.end_score as decimal(9, 2)) as end_score
    from members
    inner join cells
        using (questionnaire_code, indicator_key, period_key, pairing_status_code, service_key)

),

summed as (

    select
        questionnaire_code,
        indicator_key,
        period_key,
        service_key,
        {{ pair_sums() }}
    from scored
    group by questionnaire_code, indicator_key, period_key, service_key

)

select
    {{ publication_cell_keys('summed', 'services') }},
    summed.pair_count,
    summed.start_sum,
    summed.end_sum,
    summed.change_sum,
    summed.start_square_sum,
    summed.end_square_sum,
    summed.change_square_sum,
    summed.cross_sum
from summed
left join services on summed.service_key = services.service_key
