select
    questionnaire_code,
    question_code,
    question_order,
    kind_code,
    counts_code
from {{ source('codebook', 'activity_counts') }}
