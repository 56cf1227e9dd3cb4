select
    questionnaire_code,
    family_key,
    indicator_key,
    period_key,
    region_code,
    background_code,
    published_code,
    pair_count,
    start_sum,
    end_sum,
    change_sum
from {{ source('history', 'background_sums') }}
