select
    measurement_key,
    version_number,
    indicator_key,
    start_score,
    end_score,
    single_score
from {{ source('history', 'scores') }}
