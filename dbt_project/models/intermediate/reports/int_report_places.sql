{#- Level -> its code in dim_service, and what stands for services that are told of together across codes. -#}
{% set levels = {
    'municipality': ('municipality_code', 'Useita kuntia', 'Flera kommuner', 'Several municipalities'),
    'county': ('region_code', 'Useita alueita', 'Flera områden', 'Several counties'),
    'sector': ('sector_code', 'Useita sektoreita', 'Flera sektorer', 'Several sectors'),
    'service_type': ('service_type_code', 'Useita palvelutyyppejä', 'Flera servicetyper', 'Several service types'),
} %}
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

coded as (

    select
        'service' as level,
        service_code as group_code,
        false as is_several,
        service_key,
        region_code
    from services
    {% for level, (code, fi, sv, en) in levels.items() %}
        union all
        select
            '{{ level }}' as level,
            -- What straddles stays within its county.
            case when {{ code }} = 'several' then region_code || '/several' else coalesce({{ code }}, 'unknown') end
                as group_code,
            coalesce({{ code }} = 'several', false) as is_several,
            service_key,
            region_code
        from services
    {% endfor %}

)

select
    coded.level,
    coded.group_code,
    coded.is_several,
    coded.service_key,
    {{ area_key("nullif(coded.region_code, 'unknown')") }} as region_key,
    {% for language in ['fi', 'sv', 'en'] %}
        case coded.level
            when 'service' then services.service_name_{{ language }}
            {% for level, names in levels.items() %}
                when '{{ level }}'
                    then
                        case
                            when coded.is_several
                                then '{{ names[1 + ['fi', 'sv', 'en'].index(language)] }}, ' || regions.region_name_{{ language }}
                            {%- if level == 'municipality' %} else municipalities.municipality_name_{{ language }}
                            {%- elif level == 'county' %} else regions.region_name_{{ language }}
                            {%- else %} else coded.group_code
                            {%- endif %}
                        end
            {% endfor %}
        end as name_{{ language }}{{ ',' if not loop.last }}
    {% endfor %}
from coded
inner join services on coded.service_key = services.service_key
left join municipalities on services.municipality_code = municipalities.municipality_code
left join regions on coded.region_code = regions.region_code
