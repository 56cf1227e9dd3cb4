select
    questionnaire_code,
    metric_code,
    wave_code,
    note_break_fi,
    note_break_en
from {{ source('codebook', 'metric_breaks') }}
