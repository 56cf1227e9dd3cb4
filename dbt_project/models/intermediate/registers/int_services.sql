with

services as (

    select * from {{ ref('stg_registers__services') }}

),

municipalities as (

    select * from {{ ref('int_municipalities') }}

),

labels as (

    select * from {{ ref('labels') }}
    where label_code = 'unknown'

)

select
    services.service_key,
    services.service_code,
    services.service_name_fi,
    coalesce(services.service_name_sv, services.service_name_fi) as service_name_sv,
    coalesce(services.service_name_en, services.service_name_fi) as service_name_en,
    services.service_type_code,
    services.organisation_name,
    services.sector_code,
    coalesce(municipalities.municipality_code, 'unknown') as municipality_code,
    coalesce(municipalities.municipality_name_fi, labels.label_fi) as municipality_name_fi,
    coalesce(municipalities.municipality_name_sv, labels.label_sv) as municipality_name_sv,
    coalesce(municipalities.municipality_name_en, labels.label_en) as municipality_name_en,
    coalesce(municipalities.region_code, 'unknown') as region_code,
    services.secret_number
from services
cross join labels
left join municipalities on services.municipality_code = municipalities.municipality_code
union all
select
    0 as service_key,
    'unknown' as service_code,
    label_fi as service_name_fi,
    label_sv as service_name_sv,
    label_en as service_name_en,
    'unknown' as service_type_code,
    label_fi as organisation_name,
    'unknown' as sector_code,
    'unknown' as municipality_code,
    label_fi as municipality_name_fi,
    label_sv as municipality_name_sv,
    label_en as municipality_name_en,
    'unknown' as region_code,
    null as secret_number
from labels
