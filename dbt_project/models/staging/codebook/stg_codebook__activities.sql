select
    questionnaire_code,
    kind_question_code,
    place_question_code,
    session_question_code,
    agreed_question_code,
    due_question_code,
    done_question_code,
    not_done_question_code,
    outcome_question_code
from {{ source('codebook', 'activities') }}
