{% set about = ['period_key', 'questionnaire_key', 'indicator_key', 'pairing_status_code'] %}
with

distributions as (

    select * from {{ ref('fct_answer_distribution') }}
    where indicator_key = 0

),

published as (

    select
        period_key,
        questionnaire_key,
        indicator_key,
        'paired' as pairing_status_code,
        service_key
    from {{ ref('fct_indicator_change') }}
    union
    select
        {{ about | join(', ') }},
        service_key
    from {{ ref('fct_indicator_level') }}
    union
    select
        {{ about | join(', ') }},
        service_key
    from distributions

)

select
    {{ about | join(', ') }},
    coalesce(merged.member_key, published.service_key) as service_key,
    published.service_key as published_service_key,
    merged.member_key is not null as is_merged
from published
left join {{ ref('int_merged_services') }} as merged on published.service_key = merged.service_key
