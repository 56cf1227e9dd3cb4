with

members as (

    select * from {{ ref('int_members') }}

),

cells as (

    select * from {{ ref('publication_cells') }}
    where distribution_number is not null

),

indicators as (

    select * from {{ ref('dim_indicator') }}
    where low_class_below is not null

),

services as (

    select * from {{ ref('dim_service') }}

),

scored as (

    {% for phase in ['start', 'end', 'single'] %}
        select
            cells.questionnaire_code,
            cells.indicator_key,
            cells.period_key,
            cells.pairing_status_code,
            cells.distribution_service_key as service_key,
            '{{ phase }}' as phase_code,
            members.{{ phase }}_score as score
        from members
        inner join cells
            using (questionnaire_code, indicator_key, period_key, pairing_status_code, service_key)
        where members.{{ phase }}_score is not null
        {{ 'union all' if not loop.last }}
    {% endfor %}

),

counted as (

    select
        scored.questionnaire_code,
        scored.indicator_key,
        scored.period_key,
        scored.pairing_status_code,
        scored.service_key,
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
