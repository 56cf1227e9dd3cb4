select
    questionnaire_code,
    period_key,
    question_code,
    theme_code,
    theme_order,
    theme_name_fi,
    theme_name_sv,
    theme_name_en,
    theme_person_band,
    read_person_band
from {{ source('open', 'themes') }}
