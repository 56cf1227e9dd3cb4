select
    questionnaire_code,
    question_code,
    {{ code_key(['questionnaire_code', 'indicator_code']) }} as indicator_key,
    {{ code_key(['questionnaire_code', 'question_code']) }} as question_key,
    is_reversed
from {{ source('codebook', 'indicator_items') }}
