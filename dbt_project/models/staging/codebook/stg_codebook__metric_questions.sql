select
    questionnaire_code,
    metric_code,
    question_code
from {{ source('codebook', 'metric_questions') }}
