select
    questionnaire_code,
    kind_code,
    {{ code_key(['questionnaire_code', 'kind_code']) }} as activity_kind_key,
    kind_order,
    title_fi,
    title_sv,
    title_en
from {{ source('codebook', 'activity_kinds') }}
