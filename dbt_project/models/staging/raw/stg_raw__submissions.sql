select
    delivery_id,
    row_number,
    response_id,
    answered_at,
    answered_ordinal,
    answers_fingerprint,
    person_key,
    phase_code,
    service_code,
    municipality_code,
    area_code,
    language_code,
    assistance_code,
    mode_code
from {{ source('raw', 'submissions') }}
