select
    questionnaire_code,
    period_key,
    pairing_status_code
from {{ source('history', 'answer_language_groups') }}
