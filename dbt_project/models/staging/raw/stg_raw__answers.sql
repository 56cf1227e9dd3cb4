select
    delivery_id,
    row_number,
    question_code,
    option_code,
    number_low,
    number_high,
    missing_kind
from {{ source('raw', 'answers') }}
