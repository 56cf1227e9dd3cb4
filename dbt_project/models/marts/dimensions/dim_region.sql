select
    {{ area_key('region_code') }} as region_key,
    region_code,
    region_name_fi,
    region_name_sv,
    region_name_en,
    region_type_code
from {{ ref('regions') }}
union all
select
    0 as region_key,
    'unknown' as region_code,
    'Ei tiedossa' as region_name_fi,
    'Uppgift saknas' as region_name_sv,
    'Unknown' as region_name_en,
    'unknown' as region_type_code
