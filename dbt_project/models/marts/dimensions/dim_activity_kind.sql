select
    {{ code_key(['questionnaire_code', 'kind_code']) }} as activity_kind_key,
    questionnaire_code,
    kind_code as activity_kind_code,
    kind_order as activity_kind_order,
    title_fi as activity_kind_name_fi,
    title_sv as activity_kind_name_sv,
    title_en as activity_kind_name_en
from {{ source('codebook', 'activity_kinds') }}
union all
select
    0 as activity_kind_key,
    'unknown' as questionnaire_code,
    'unknown' as activity_kind_code,
    0 as activity_kind_order,
    'Ei tiedossa' as activity_kind_name_fi,
    'Uppgift saknas' as activity_kind_name_sv,
    'Unknown' as activity_kind_name_en
