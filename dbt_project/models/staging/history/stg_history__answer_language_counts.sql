select
    questionnaire_code,
    period_key,
    pairing_status_code,
    phase_code,
    published_code,
    question_code,
    option_code,
    is_missing,
    answer_count,
    answered_count,
    selected_count,
    person_count
from {{ source('history', 'answer_language_counts') }}
