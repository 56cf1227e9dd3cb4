select
    {{ option_key('questionnaire_code', 'question_code', 'option_code', 'is_missing') }} as option_key,
    questionnaire_code,
    question_code,
    option_code,
    option_order,
    label_fi as option_label_fi,
    label_sv as option_label_sv,
    label_en as option_label_en,
    is_missing
from {{ source('codebook', 'options') }}
