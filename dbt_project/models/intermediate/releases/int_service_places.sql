select
    service_key,
    region_code,
    municipality_code,
    coalesce(service_type_code, 'unknown') as service_type_code
from {{ ref('int_services') }}
