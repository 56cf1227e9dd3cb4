select
    delivery_id,
    row_number
from {{ source('raw', 'superseded') }}
