with

history as (

    select
        *,
        min(valid_from_year) over (partition by municipality_code) as first_year,
        max(valid_to_year) over (partition by municipality_code) as last_year
    from {{ ref('municipalities') }}

),

regions as (

    select * from {{ ref('regions') }}

)

select
    {{ area_key('history.municipality_code') }} as municipality_key,
    history.municipality_code,
    history.municipality_name_fi,
    history.municipality_name_sv,
    history.municipality_name_en,
    history.region_code,
    regions.region_name_fi,
    history.first_year as valid_from_year,
    history.last_year as valid_to_year
from history
inner join regions on history.region_code = regions.region_code
where history.valid_to_year = history.last_year
union all
select
    0 as municipality_key,
    'unknown' as municipality_code,
    'Ei tiedossa' as municipality_name_fi,
    'Uppgift saknas' as municipality_name_sv,
    'Unknown' as municipality_name_en,
    'unknown' as region_code,
    'Ei tiedossa' as region_name_fi,
    cast(null as integer) as valid_from_year,
    cast(null as integer) as valid_to_year
