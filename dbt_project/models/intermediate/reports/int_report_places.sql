{#- What stands for several codes, and for none, in each language. -#}
{% set several = {
    'municipality': {'fi': 'Useita kuntia', 'sv': 'Flera kommuner', 'en': 'Several municipalities'},
    'sector': {'fi': 'Useita sektoreita', 'sv': 'Flera sektorer', 'en': 'Several sectors'},
    'service_type': {'fi': 'Useita palvelutyyppejä', 'sv': 'Flera servicetyper', 'en': 'Several service types'},
} %}
{% set unknown = {'fi': 'Ei tiedossa', 'sv': 'Uppgift saknas', 'en': 'Unknown'} %}
with

services as (

    select * from {{ ref('dim_service') }}

),

municipalities as (

    select * from {{ ref('dim_municipality') }}

),

regions as (

    select * from {{ ref('dim_region') }}

),

service_types as (

    select * from {{ ref('service_types') }}

),

-- A sector is a code of the register: it has no name to translate.
named as (

    select
        services.service_key,
        services.service_code,
        services.municipality_code,
        services.region_code as county_code,
        coalesce(services.sector_code, 'unknown') as sector_code,
        coalesce(services.service_type_code, 'unknown') as service_type_code,
        regions.region_key,
    {% for language in ['fi', 'sv', 'en'] %}
        services.service_name_{{ language }},
        municipalities.municipality_name_{{ language }},
        regions.region_name_{{ language }} as county_name_{{ language }},
        coalesce(nullif(services.sector_code, 'unknown'), '{{ unknown[language] }}') as sector_name_{{ language }},
        coalesce(
            service_types.plural_{{ language }},
            nullif(services.service_type_code, 'unknown'),
            '{{ unknown[language] }}'
        ) as service_type_name_{{ language }}{{ ',' if not loop.last }}
    {% endfor %}
    from services
    left join municipalities on services.municipality_code = municipalities.municipality_code
    left join regions on services.region_code = regions.region_code
    left join service_types on services.service_type_code = service_types.service_type_code

)

{% for level in ['service', 'county'] %}
    select
        '{{ level }}' as level, -- noqa: RF04
        {{ level }}_code as group_code,
        false as is_several,
        service_key,
        region_key,
        {{ level }}_name_fi as name_fi,
        {{ level }}_name_sv as name_sv,
        {{ level }}_name_en as name_en
    from named
    union all
{% endfor %}
-- Services told of together across codes are a place of their own, within their county.
{% for level, names in several.items() %}
    select
        '{{ level }}' as level, -- noqa: RF04
        case when {{ level }}_code = 'several' then county_code || '/several' else {{ level }}_code end as group_code,
        {{ level }}_code = 'several' as is_several,
        service_key,
        region_key,
    {% for language, name in names.items() %}
        case
            when {{ level }}_code = 'several' then '{{ name }}, ' || county_name_{{ language }}
            else {{ level }}_name_{{ language }}
        end as name_{{ language }}{{ ',' if not loop.last }}
    {% endfor %}
    from named
    {{ 'union all' if not loop.last }}
{% endfor %}
