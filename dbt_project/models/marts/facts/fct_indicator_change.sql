with

members as (

    select * from {{ ref('int_members') }}
    where stratum_code = 'paired' and indicator_key <> 0

),

cells as (

    select * from {{ ref('cells') }}
    where status_code = 'published'

),

services as (

    select * from {{ ref('dim_service') }}

),

scored as (

    select
        cells.*,
        cast(members.start_score as decimal(9, 2)) as start_score,
        cast(members.end_score as decimal(9, 2)) as end_score,
        cast(members.end_score - members.start_score as decimal(9, 2)) as difference
    from members
    inner join cells
        using (questionnaire_code, indicator_key, period_key, stratum_code, service_key)

),

summed as (

    select
        questionnaire_code,
        indicator_key,
        period_key,
        service_key,
        cast(count(*) as integer) as pair_count,
        cast(sum(start_score) as decimal(18, 4)) as start_sum,
        cast(sum(end_score) as decimal(18, 4)) as end_sum,
        cast(sum(difference) as decimal(18, 4)) as change_sum,
        cast(sum(start_score * start_score) as decimal(18, 4)) as start_square_sum,
        cast(sum(end_score * end_score) as decimal(18, 4)) as end_square_sum,
        cast(sum(difference * difference) as decimal(18, 4)) as change_square_sum,
        cast(sum(start_score * end_score) as decimal(18, 4)) as cross_sum
    from scored
    group by questionnaire_code, indicator_key, period_key, service_key

)

select
    {{ cell_keys('summed', 'services') }},
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
