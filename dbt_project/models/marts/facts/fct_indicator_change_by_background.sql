-- Once per county and half-year, and then as it was: see orchestration/privacy/history.py.
select
    sums.period_key,
    {{ period_date_key('sums.period_key') }} as date_key,
    {{ known_area_key('sums.region_code') }} as region_key,
    {{ code_key(['sums.questionnaire_code']) }} as questionnaire_key,
    sums.indicator_key,
    {{ code_key(['sums.questionnaire_code', 'sums.background_code', 'sums.published_code']) }} as background_key,
    sums.pair_count,
    sums.start_sum,
    sums.end_sum,
    sums.change_sum
from {{ ref('int_kept_background_sums') }} as sums
inner join {{ ref('stg_codebook__indicators') }} as indicators on sums.indicator_key = indicators.indicator_key
