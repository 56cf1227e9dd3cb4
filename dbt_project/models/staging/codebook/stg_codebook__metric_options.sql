select
    questionnaire_code,
    metric_code,
    option_code,
    is_missing
from {{ source('codebook', 'metric_options') }}
