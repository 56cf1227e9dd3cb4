select
    questionnaire_code,
    kind_question_code,
    place_question_code,
    session_question_code,
    agreed_question_code,
    due_question_code
from {{ source('codebook', 'activities') }}
