select
    questionnaire_key,
    questionnaire_code,
    title_fi as questionnaire_title_fi,
    title_sv as questionnaire_title_sv,
    title_en as questionnaire_title_en,
    subject_code
from {{ ref('stg_codebook__questionnaires') }}
