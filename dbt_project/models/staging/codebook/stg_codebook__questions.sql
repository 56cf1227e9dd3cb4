select
    questionnaire_code,
    question_code,
    {{ code_key(['questionnaire_code', 'question_code']) }} as question_key,
    question_order,
    question_type,
    text_fi,
    text_sv,
    text_en,
    publish_code,
    note_method_fi,
    note_method_en,
    is_official,
    is_background,
    basis_indicator_code
from {{ source('codebook', 'questions') }}
