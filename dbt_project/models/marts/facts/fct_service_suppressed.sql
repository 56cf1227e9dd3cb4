{#- Made of what other published tables say, and of the register: it discloses nothing more. -#}
{% set smallest -%}
    case
        when listed.indicator_key = 0 or listed.pairing_status_code in ('start_uncoded', 'end_uncoded')
            then '{{ smallest_distribution() }}'
        else '{{ smallest_head_count() }}'
    end
{%- endset %}
{% set about = ['period_key', 'questionnaire_key', 'indicator_key', 'pairing_status_code'] %}
with

shown as (

    select * from {{ ref('int_published_services') }}

),

counties as (

    select * from {{ ref('fct_indicator_suppressed') }}

),

services as (

    select * from {{ ref('dim_service') }}
    where not is_merged

),

periods as (

    select * from {{ ref('dim_period') }}

),

labels as (

    select * from {{ ref('labels') }}

),

-- Where people of a county are suppressed, every service of it that has no published number may be theirs.
suppressed as (

    select distinct
        counties.period_key,
        counties.questionnaire_key,
        counties.indicator_key,
        counties.pairing_status_code,
        services.service_key
    from counties
    inner join services on counties.region_key = services.region_key
    left join shown using ({{ about | join(', ') }}, service_key)
    where
        (counties.suppressed_from_code = 'everything' or counties.indicator_key = 0)
        and shown.service_key is null

),

alone as (

    select * from shown
    where not is_merged

),

listed as (

    -- Not a service that so many joined later that it is published by itself too.
    select
        {{ about | join(', ') }},
        shown.service_key,
        shown.published_service_key,
        'merged' as reason_code
    from shown
    left join alone using ({{ about | join(', ') }}, service_key)
    where shown.is_merged and alone.service_key is null
    union all
    select
        suppressed.period_key,
        suppressed.questionnaire_key,
        suppressed.indicator_key,
        suppressed.pairing_status_code,
        suppressed.service_key,
        cast(0 as bigint) as published_service_key,
        case when periods.is_closed then 'too_few' else 'open' end as reason_code
    from suppressed
    inner join periods on suppressed.period_key = periods.period_key

)

select
    listed.period_key,
    {{ period_date_key('listed.period_key') }} as date_key,
    services.region_key,
    services.municipality_key,
    listed.service_key,
    listed.questionnaire_key,
    listed.indicator_key,
    listed.pairing_status_code,
    listed.reason_code,
    listed.published_service_key,
{% for language in ['fi', 'sv', 'en'] %}
    {{ filled('labels.label_' ~ language, {'count': smallest}) }} as reason_text_{{ language }}{{ ',' if not loop.last }}
{% endfor %}
from listed
inner join services on listed.service_key = services.service_key
-- A reason without words breaks the contract, and drops no service.
left join labels on labels.label_code = 'suppressed_' || listed.reason_code
