select
    family_key,
    period_key,
    phase_code
from {{ source('history', 'language_groups') }}
