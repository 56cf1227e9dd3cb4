select
    {{ code_key(['questionnaire_code', 'indicator_code']) }} as indicator_key,
    reference_code,
    population_fi,
    population_en,
    reference_year,
    reference_mean,
    reference_count,
    source_text,
    note_fi,
    note_en,
    is_drift_reference
from {{ source('codebook', 'indicator_references') }}
