with

indicators as (

    select * from {{ ref('dim_indicator') }}
    where low_class_below is not null

),

services as (

    select * from {{ ref('dim_service') }}

),

scored as (

    select * from {{ ref('int_member_phases') }}
    where distribution_number is not null and score is not null

),

counted as (

    select
        scored.questionnaire_code,
        scored.indicator_key,
        scored.period_key,
        scored.pairing_status_code,
        scored.distribution_service_key as service_key,
        scored.phase_code,
        cast(count(*) filter (where scored.score < indicators.low_class_below) as integer) as low_count,
        cast(count(*) as integer) as person_count
    from scored
    inner join indicators on scored.indicator_key = indicators.indicator_key
    group by all

)

select
    {{ publication_cell_keys('counted', 'services', ['indicator_key', 'pairing_status_code', 'phase_code']) }},
    counted.low_count,
    counted.person_count
from counted
left join services on counted.service_key = services.service_key
