select
    questionnaire_code,
    {{ code_key(['questionnaire_code']) }} as questionnaire_key,
    subject_code,
    title_fi,
    title_sv,
    title_en
from {{ source('codebook', 'questionnaires') }}
