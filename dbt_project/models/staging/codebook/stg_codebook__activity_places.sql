select
    questionnaire_code,
    place_code,
    {{ code_key(['questionnaire_code', 'place_code']) }} as activity_place_key,
    place_order,
    title_fi,
    title_sv,
    title_en
from {{ source('codebook', 'activity_places') }}
