select
    sender_code,
    service_code
from {{ source('registers', 'senders') }}
