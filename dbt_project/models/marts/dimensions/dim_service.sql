with

services as (

    select * from {{ source('registers', 'services') }}

),

municipalities as (

    select * from {{ ref('dim_municipality') }}

),

regions as (

    select * from {{ ref('regions') }}

),

service_types as (

    select * from {{ ref('service_types') }}

),

own as (

    select
        {{ code_key(['services.service_code']) }} as service_key,
        services.service_code,
        services.service_name_fi,
        coalesce(services.service_name_sv, services.service_name_fi) as service_name_sv,
        coalesce(services.service_name_en, services.service_name_fi) as service_name_en,
        services.service_type_code,
        services.organisation_name,
        services.sector_code,
        coalesce(municipalities.municipality_code, 'unknown') as municipality_code,
        coalesce(municipalities.municipality_name_fi, 'Ei tiedossa') as municipality_name_fi,
        coalesce(municipalities.municipality_name_sv, 'Uppgift saknas') as municipality_name_sv,
        coalesce(municipalities.municipality_name_en, 'Unknown') as municipality_name_en,
        coalesce(municipalities.region_code, 'unknown') as region_code
    from services
    left join municipalities on services.municipality_code = municipalities.municipality_code
    union all
    select
        0 as service_key,
        'unknown' as service_code,
        'Ei tiedossa' as service_name_fi,
        'Uppgift saknas' as service_name_sv,
        'Unknown' as service_name_en,
        'unknown' as service_type_code,
        'Ei tiedossa' as organisation_name,
        'unknown' as sector_code,
        'unknown' as municipality_code,
        'Ei tiedossa' as municipality_name_fi,
        'Uppgift saknas' as municipality_name_sv,
        'Unknown' as municipality_name_en,
        'unknown' as region_code

),

-- Services that stand together in a cell or a distribution, once per set of them.
together as (

    {% for kind in ['publication_cell', 'distribution'] %}
        select
            {{ kind }}_service_key as service_key,
            {{ kind }}_service_code as service_code,
            service_key as member_key
        from {{ ref('publication_cells') }}
        where {{ kind }}_service_code is not null
        {{ 'union' if not loop.last }}
    {% endfor %}

),

-- What they have in common; null where they differ.
{% set commons = [
    'service_type_code', 'organisation_name', 'sector_code', 'municipality_code', 'municipality_name_fi',
    'municipality_name_sv', 'municipality_name_en', 'region_code',
] %}
described as (

    select
        together.service_key,
        together.service_code,
        {% for column in commons %}
            case when count(distinct coalesce(own.{{ column }}, '')) = 1 then min(own.{{ column }}) end as {{ column }},
        {% endfor %}
        cast(count(*) as integer) as service_count,
        string_agg(own.service_code, '; ' order by own.service_code) as covers_codes,
    {% for language in ['fi', 'sv', 'en'] %}
        string_agg(own.service_name_{{ language }}, '; ' order by own.service_code)
            as covers_{{ language }}{{ ',' if not loop.last }}
    {% endfor %}
    from together
    inner join own on together.member_key = own.service_key
    group by together.service_key, together.service_code

),

named as (

    select
        described.*,
        'Muut ' || coalesce(service_types.plural_fi, 'palvelut') || ', '
        || coalesce(described.municipality_name_fi, regions.region_name_fi, 'alue ei tiedossa')
        || ' (' || described.service_count || ' palvelua)' as service_name_fi,
        'Övriga ' || coalesce(service_types.plural_sv, 'tjänster') || ', '
        || coalesce(described.municipality_name_sv, regions.region_name_sv, 'område okänt')
        || ' (' || described.service_count || ' tjänster)' as service_name_sv,
        'Other ' || coalesce(service_types.plural_en, 'services') || ', '
        || coalesce(described.municipality_name_en, regions.region_name_en, 'area unknown')
        || ' (' || described.service_count || ' services)' as service_name_en
    from described
    left join service_types on described.service_type_code = service_types.service_type_code
    left join regions on described.region_code = regions.region_code

)

select
    service_key,
    service_code,
    service_name_fi,
    service_name_sv,
    service_name_en,
    service_type_code,
    organisation_name,
    sector_code,
    municipality_code,
    municipality_name_fi,
    region_code,
    false as is_merged,
    1 as service_count,
    service_code as covers_codes,
    service_name_fi as covers_fi,
    service_name_sv as covers_sv,
    service_name_en as covers_en
from own
union all
select
    service_key,
    service_code,
    service_name_fi,
    service_name_sv,
    service_name_en,
    coalesce(service_type_code, 'several') as service_type_code,
    coalesce(organisation_name, 'Useita') as organisation_name,
    coalesce(sector_code, 'several') as sector_code,
    coalesce(municipality_code, 'several') as municipality_code,
    coalesce(municipality_name_fi, 'Useita kuntia') as municipality_name_fi,
    region_code,
    true as is_merged,
    service_count,
    covers_codes,
    covers_fi,
    covers_sv,
    covers_en
from named
