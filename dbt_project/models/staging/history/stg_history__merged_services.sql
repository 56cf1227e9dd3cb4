select
    service_key,
    service_code,
    member_key
from {{ source('history', 'merged_services') }}
