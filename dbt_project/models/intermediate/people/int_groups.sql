{% set sums = [] %}
{% for steps, highest in [
    ('start_steps', 'max(highest_steps)'),
    ('end_steps', 'max(highest_steps)'),
    ('end_steps - start_steps', 'null'),
    ('single_steps', 'max(highest_steps)'),
] %}
    {% do sums.append(record({
        'count': 'count(' ~ steps ~ ')',
        'total': 'cast(sum(' ~ steps ~ ') as bigint)',
        'lowest': 'min(' ~ steps ~ ')',
        'highest': 'max(' ~ steps ~ ')',
        'highest_possible': highest,
    })) %}
{% endfor %}
with

members as (

    select * from {{ ref('int_members') }}

),

services as (

    select * from {{ ref('int_services') }}

),

calendar as (

    select * from {{ ref('int_as_of') }}

),

scales as (

    select * from {{ ref('int_indicator_scales') }}

),

-- Hundredths of an answer above the lowest score: scores that differ by less are as good as the same.
stepped as (

    select
        members.questionnaire_code,
        members.family_key,
        members.indicator_key,
        members.period_key,
        members.pairing_status_code,
        members.service_key,
        members.person_number,
        cast(round(100 * scales.step_count) as integer) as highest_steps,
    {% for phase in ['start', 'end', 'single'] %}
        cast(
            round(
                cast(members.{{ phase }}_score - scales.score_low as double) * 100 * scales.step_count
                / nullif(scales.score_high - scales.score_low, 0)
            ) as integer
        ) as {{ phase }}_steps{{ ',' if not loop.last }}
    {% endfor %}
    from members
    left join scales on members.indicator_key = scales.indicator_key

),

counted as (

    select
        questionnaire_code,
        family_key,
        indicator_key,
        period_key,
        pairing_status_code,
        service_key,
        {{ distinct_list('person_number') }} as person_numbers,
        count(*) filter (where person_number is null) as uncoded_count,
        count(*) as member_count,
        {{ list_of(sums) }} as score_sums
    from stepped
    group by questionnaire_code, family_key, indicator_key, period_key, pairing_status_code, service_key

)

select
    counted.questionnaire_code,
    counted.family_key,
    counted.indicator_key,
    counted.period_key,
    counted.pairing_status_code,
    counted.service_key,
    coalesce(services.region_code, 'unknown') as region_code,
    coalesce(services.municipality_code, 'unknown') as municipality_code,
    coalesce(services.service_type_code, 'unknown') as service_type_code,
    -- Of many people some: groups are merged by who is in both only where they are small.
    {{ smallest_of('counted.person_numbers', enough_people()) }} as person_numbers,
    cast({{ length_of('counted.person_numbers') }} as integer) as person_count,
    counted.uncoded_count,
    counted.member_count,
    counted.score_sums,
    services.secret_number,
    not {{ is_closed('counted.period_key', 'calendar.as_of_date') }} as is_open
from counted
cross join calendar
left join services on counted.service_key = services.service_key
