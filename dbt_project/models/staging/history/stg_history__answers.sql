select
    measurement_key,
    version_number,
    phase_code,
    question_code,
    option_code,
    number_low,
    number_high,
    missing_kind
from {{ source('history', 'answers') }}
