select
    questionnaire_code,
    question_code,
    option_code,
    band_low,
    band_high
from {{ source('codebook', 'bands') }}
