select
    measurement_key,
    indicator_key,
    start_score,
    end_score,
    single_score
from {{ ref('int_members') }}
