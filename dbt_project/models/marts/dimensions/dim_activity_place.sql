select
    {{ code_key(['questionnaire_code', 'place_code']) }} as activity_place_key,
    questionnaire_code,
    place_code as activity_place_code,
    place_order as activity_place_order,
    title_fi as activity_place_name_fi,
    title_sv as activity_place_name_sv,
    title_en as activity_place_name_en
from {{ source('codebook', 'activity_places') }}
union all
select
    0 as activity_place_key,
    'unknown' as questionnaire_code,
    'unknown' as activity_place_code,
    0 as activity_place_order,
    'Ei tiedossa' as activity_place_name_fi,
    'Uppgift saknas' as activity_place_name_sv,
    'Unknown' as activity_place_name_en
