with

municipalities as (

    select * from {{ ref('int_municipalities') }}

),

regions as (

    select * from {{ ref('regions') }}

),

labels as (

    select * from {{ ref('labels') }}
    where label_code = 'unknown'

)

select
    {{ area_key('municipalities.municipality_code') }} as municipality_key,
    municipalities.municipality_code,
    municipalities.municipality_name_fi,
    municipalities.municipality_name_sv,
    municipalities.municipality_name_en,
    municipalities.region_code,
    regions.region_name_fi,
    municipalities.valid_from_year,
    municipalities.valid_to_year
from municipalities
inner join regions on municipalities.region_code = regions.region_code
union all
select
    0 as municipality_key,
    label_code as municipality_code,
    label_fi as municipality_name_fi,
    label_sv as municipality_name_sv,
    label_en as municipality_name_en,
    label_code as region_code,
    label_fi as region_name_fi,
    cast(null as integer) as valid_from_year,
    cast(null as integer) as valid_to_year
from labels
