select
    {{ code_key(['questionnaire_code', 'indicator_code']) }} as indicator_key,
    questionnaire_code,
    indicator_code,
    indicator_order,
    title_fi as indicator_name_fi,
    title_sv as indicator_name_sv,
    title_en as indicator_name_en,
    score_low,
    score_high,
    item_count,
    min_answered,
    higher_is
from {{ source('codebook', 'indicators') }}
union all
select
    0 as indicator_key,
    'unknown' as questionnaire_code,
    'none' as indicator_code,
    0 as indicator_order,
    'Ei mittaria' as indicator_name_fi,
    'Ingen indikator' as indicator_name_sv,
    'No indicator' as indicator_name_en,
    cast(null as decimal(18, 4)) as score_low,
    cast(null as decimal(18, 4)) as score_high,
    0 as item_count,
    0 as min_answered,
    'unknown' as higher_is
