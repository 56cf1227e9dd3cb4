with

regions as (

    select * from {{ ref('regions') }}

),

labels as (

    select * from {{ ref('labels') }}
    where label_code = 'unknown'

)

select
    {{ area_key('region_code') }} as region_key,
    region_code,
    region_name_fi,
    region_name_sv,
    region_name_en,
    region_type_code
from regions
union all
select
    0 as region_key,
    label_code as region_code,
    label_fi as region_name_fi,
    label_sv as region_name_sv,
    label_en as region_name_en,
    label_code as region_type_code
from labels
