select
    questionnaire_code,
    question_code,
    option_code,
    {{ option_key('questionnaire_code', 'question_code', 'option_code', 'is_missing') }} as option_key,
    option_order,
    label_fi,
    label_sv,
    label_en,
    is_missing
from {{ source('codebook', 'options') }}
