with

services as (

    select
        *,
        region_code as county_code,
        region_name_fi as county_name_fi,
        region_name_sv as county_name_sv,
        region_name_en as county_name_en
    from {{ ref('dim_service') }}

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
    from services
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
        {{ level }}_name_{{ language }}
        || case when {{ level }}_code = 'several' then ', ' || county_name_{{ language }} else '' end
            as name_{{ language }}{{ ',' if not loop.last }}
    {% endfor %}
    from services
    {{ 'union all' if not loop.last }}
{% endfor %}
