select
    delivery_id,
    sender_code,
    landed_at,
    questionnaire_code,
    form_code,
    form_version
from {{ source('raw', 'deliveries') }}
