select
    {{ code_key(['questionnaire_code', 'metric_code']) }} as metric_key,
    questionnaire_code,
    metric_code,
    metric_order,
    title_fi as metric_name_fi,
    title_sv as metric_name_sv,
    title_en as metric_name_en,
    unit_code,
    source_text,
    note_fi,
    note_en
from {{ source('codebook', 'metrics') }}
