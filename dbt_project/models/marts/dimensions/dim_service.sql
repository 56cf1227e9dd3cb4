{#- What a service has a code of -> where the name is, and in which column. -#}
{% set named = {
    'service_type': ('service_types', 'service_type_name'),
    'sector': ('sectors', 'sector_name'),
    'municipality': ('municipalities', 'municipality_name'),
    'region': ('regions', 'region_name'),
} %}
with

services as (

    select * from {{ ref('int_service_groups') }}

),

municipalities as (

    select * from {{ ref('int_municipalities') }}

),

regions as (

    select * from {{ ref('regions') }}

),

sectors as (

    select * from {{ ref('sectors') }}

),

service_types as (

    select * from {{ ref('service_types') }}

),

labels as (

    select * from {{ ref('labels') }}

),

-- A code that no list has is its own name.
named as (

    select
        services.*,
        {% for kind, (relation, column) in named.items() %}
            {% for language in ['fi', 'sv', 'en'] %}
                case
                    when services.{{ kind }}_code = 'several' then {{ label('several_' ~ kind, language) }}
                    else coalesce(
                            {{ relation }}.{{ column }}_{{ language }},
                            nullif(services.{{ kind }}_code, 'unknown'),
                            {{ label('unknown', language) }}
                        )
                end as {{ kind }}_name_{{ language }},
            {% endfor %}
        {% endfor %}
    {% for language in ['fi', 'sv', 'en'] %}
        case
            when services.is_merged
                then {{ filled(label('merged_services', language), {
                    'services': "coalesce(service_types.plural_" ~ language ~ ", " ~ label('services', language) ~ ")",
                    'area': "coalesce(municipalities.municipality_name_" ~ language ~ ", regions.region_name_" ~ language
                        ~ ", " ~ label('area_unknown', language) ~ ")",
                    'count': 'cast(services.service_count as string)',
                }) }}
            else services.service_name_{{ language }}
        end as name_{{ language }}{{ ',' if not loop.last }}
    {% endfor %}
    from services
    left join municipalities on services.municipality_code = municipalities.municipality_code
    left join regions on services.region_code = regions.region_code
    left join sectors on services.sector_code = sectors.sector_code
    left join service_types on services.service_type_code = service_types.service_type_code

),

-- Merged groups of one place and size differ by the code of the group, the same in every release.
with_namesakes as (

    select
        *,
        is_merged and count(*) over (partition by lower(name_fi)) > 1 as has_namesake
    from named

)

select
    service_key,
    service_code,
    {% for language in ['fi', 'sv', 'en'] %}
        name_{{ language }}
        || case
            when has_namesake
                then {{ filled(label('merged_group', language), {'group': "left(split_part(service_code, '_', 2), 6)"}) }}
            else ''
        end as service_name_{{ language }},
    {% endfor %}
    service_type_code,
    {% for language in ['fi', 'sv', 'en'] %}
        service_type_name_{{ language }},
    {% endfor %}
    case when is_merged and organisation_name = 'several' then {{ label('several', 'fi') }} else organisation_name end
        as organisation_name,
    sector_code,
    {% for language in ['fi', 'sv', 'en'] %}
        sector_name_{{ language }},
    {% endfor %}
    {{ known_area_key('municipality_code') }} as municipality_key,
    municipality_code,
    {% for language in ['fi', 'sv', 'en'] %}
        municipality_name_{{ language }},
    {% endfor %}
    {{ known_area_key('region_code') }} as region_key,
    region_code,
    {% for language in ['fi', 'sv', 'en'] %}
        region_name_{{ language }},
    {% endfor %}
    is_merged,
    service_count,
    covers_codes,
    covers_fi,
    covers_sv,
    covers_en,
    sender_count
from with_namesakes
