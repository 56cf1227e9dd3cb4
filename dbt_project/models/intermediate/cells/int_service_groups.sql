{#- What merged services may have in common. -#}
{% set commons = ['service_type_code', 'organisation_name', 'sector_code', 'municipality_code', 'region_code'] %}
with

services as (

    select
        service_key,
        service_code,
        service_name_fi,
        service_name_sv,
        service_name_en,
        coalesce(service_type_code, 'unknown') as service_type_code,
        organisation_name,
        coalesce(sector_code, 'unknown') as sector_code,
        municipality_code,
        region_code
    from {{ ref('int_services') }}

),

merged as (

    select * from {{ ref('int_merged_services') }}

),

senders as (

    select * from {{ ref('int_service_senders') }}

)

select
    services.service_key,
    services.service_code,
    services.service_name_fi,
    services.service_name_sv,
    services.service_name_en,
    services.service_type_code,
    services.organisation_name,
    services.sector_code,
    services.municipality_code,
    services.region_code,
    false as is_merged,
    1 as service_count,
    services.service_code as covers_codes,
    services.service_name_fi as covers_fi,
    services.service_name_sv as covers_sv,
    services.service_name_en as covers_en,
    senders.sender_count
from services
left join senders on services.service_key = senders.service_key
union all
select
    merged.service_key,
    merged.service_code,
    cast(null as string) as service_name_fi,
    cast(null as string) as service_name_sv,
    cast(null as string) as service_name_en,
    {% for column in commons %}
        case
            when count(distinct coalesce(services.{{ column }}, '')) = 1 then min(services.{{ column }})
            else 'several'
        end as {{ column }},
    {% endfor %}
    true as is_merged,
    cast(count(*) as integer) as service_count,
    {{ joined_texts('services.service_code', '; ', ['services.service_code']) }} as covers_codes,
    {% for language in ['fi', 'sv', 'en'] %}
        {{ joined_texts('services.service_name_' ~ language, '; ', ['services.service_code']) }} as covers_{{ language }},
    {% endfor %}
    -- How many senders there are would disclose whose people are in it.
    cast(null as integer) as sender_count
from merged
inner join services on merged.member_key = services.service_key
group by merged.service_key, merged.service_code
