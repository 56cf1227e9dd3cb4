{#- What merged services may have in common; null where they differ. -#}
{% set commons = [
    'service_type_code', 'organisation_name', 'sector_code', 'municipality_code', 'municipality_name_fi',
    'municipality_name_sv', 'municipality_name_en', 'region_code',
] %}
with

services as (

    select * from {{ ref('int_services') }}

),

merged as (

    select * from {{ ref('int_merged_services') }}

),

senders as (

    select * from {{ ref('int_service_senders') }}

),

regions as (

    select * from {{ ref('regions') }}

),

service_types as (

    select * from {{ ref('service_types') }}

),

labels as (

    select * from {{ ref('labels') }}

),

described as (

    select
        merged.service_key,
        merged.service_code,
        {% for column in commons %}
            case when count(distinct coalesce(services.{{ column }}, '')) = 1 then min(services.{{ column }}) end as {{ column }},
        {% endfor %}
        cast(count(*) as integer) as service_count,
        string_agg(services.service_code, '; ' order by services.service_code) as covers_codes,
    {% for language in ['fi', 'sv', 'en'] %}
        string_agg(services.service_name_{{ language }}, '; ' order by services.service_code)
            as covers_{{ language }}{{ ',' if not loop.last }}
    {% endfor %}
    from merged
    inner join services on merged.member_key = services.service_key
    group by merged.service_key, merged.service_code

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
    services.municipality_name_fi,
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
    described.service_key,
    described.service_code,
    {% for language in ['fi', 'sv', 'en'] %}
        {{ filled(label('merged_services', language), {
            'services': "coalesce(service_types.plural_" ~ language ~ ", " ~ label('services', language) ~ ")",
            'area': "coalesce(described.municipality_name_" ~ language ~ ", regions.region_name_" ~ language ~ ", " ~ label('area_unknown', language) ~ ")",
            'count': 'cast(described.service_count as varchar)',
        }) }} as service_name_{{ language }},
    {% endfor %}
    coalesce(described.service_type_code, 'several') as service_type_code,
    coalesce(described.organisation_name, {{ label('several', 'fi') }}) as organisation_name,
    coalesce(described.sector_code, 'several') as sector_code,
    coalesce(described.municipality_code, 'several') as municipality_code,
    coalesce(described.municipality_name_fi, {{ label('several_municipality', 'fi') }}) as municipality_name_fi,
    described.region_code,
    true as is_merged,
    described.service_count,
    described.covers_codes,
    described.covers_fi,
    described.covers_sv,
    described.covers_en,
    -- How many senders there are would disclose whose people are in it.
    cast(null as integer) as sender_count
from described
left join service_types on described.service_type_code = service_types.service_type_code
left join regions on described.region_code = regions.region_code
