select
    service_code,
    {{ code_key(['service_code']) }} as service_key,
    service_name_fi,
    service_name_sv,
    service_name_en,
    service_type_code,
    organisation_name,
    sector_code,
    municipality_code,
    secret_number
from {{ source('registers', 'services') }}
