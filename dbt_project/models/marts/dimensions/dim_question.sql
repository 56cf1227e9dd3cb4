select
    {{ code_key(['questionnaire_code', 'question_code']) }} as question_key,
    questionnaire_code,
    question_code,
    question_order,
    question_type,
    text_fi as question_text_fi,
    text_sv as question_text_sv,
    text_en as question_text_en,
    is_official
from {{ source('codebook', 'questions') }}
