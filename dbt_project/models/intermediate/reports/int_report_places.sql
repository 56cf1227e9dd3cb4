with

services as (

    select * from {{ ref('dim_service') }}

),

municipalities as (

    select * from {{ ref('int_municipalities') }}

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

-- A sector is a code of the register: it has no name to translate.
named as (

    select
        services.service_key,
        services.service_code,
        services.municipality_code,
        services.region_code as county_code,
        coalesce(services.sector_code, 'unknown') as sector_code,
        coalesce(services.service_type_code, 'unknown') as service_type_code,
        {{ known_area_key('services.region_code') }} as region_key,
    {% for language in ['fi', 'sv', 'en'] %}
        services.service_name_{{ language }},
        coalesce(municipalities.municipality_name_{{ language }}, {{ label('unknown', language) }}) as municipality_name_{{ language }},
        coalesce(regions.region_name_{{ language }}, {{ label('unknown', language) }}) as county_name_{{ language }},
        coalesce(nullif(services.sector_code, 'unknown'), {{ label('unknown', language) }}) as sector_name_{{ language }},
        coalesce(
            service_types.plural_{{ language }},
            nullif(services.service_type_code, 'unknown'),
            {{ label('unknown', language) }}
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
-- A merged group whose services differ in their code is a place of its own within its county.
{% for level in ['municipality', 'sector', 'service_type'] %}
    select
        '{{ level }}' as level, -- noqa: RF04
        case when {{ level }}_code = 'several' then county_code || '/several' else {{ level }}_code end as group_code,
        {{ level }}_code = 'several' as is_several,
        service_key,
        region_key,
    {% for language in ['fi', 'sv', 'en'] %}
        case
            when {{ level }}_code = 'several' then {{ label('several_' ~ level, language) }} || ', ' || county_name_{{ language }}
            else {{ level }}_name_{{ language }}
        end as name_{{ language }}{{ ',' if not loop.last }}
    {% endfor %}
    from named
    {{ 'union all' if not loop.last }}
{% endfor %}
