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
union all
select
    0 as option_key,
    'none' as questionnaire_code,
    'none' as question_code,
    'none' as option_code,
    0 as option_order,
    'Ei vaihtoehtoa' as option_label_fi,
    'Inget alternativ' as option_label_sv,
    'No option' as option_label_en,
    false as is_missing
