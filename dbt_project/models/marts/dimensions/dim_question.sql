select
    question_key,
    questionnaire_code,
    question_code,
    question_order,
    question_type,
    text_fi as question_text_fi,
    text_sv as question_text_sv,
    text_en as question_text_en,
    is_official,
    publish_code,
    note_method_fi,
    note_method_en
from {{ ref('stg_codebook__questions') }}
