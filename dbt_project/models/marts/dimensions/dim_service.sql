with

services as (

    select * from {{ source('registers', 'services') }}

),

municipalities as (

    select * from {{ ref('dim_municipality') }}

)

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
    'unknown' as region_code
