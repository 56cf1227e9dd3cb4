select
    family_key,
    period_key,
    phase_code
from {{ ref('stg_history__language_groups') }}
union
select
    family_key,
    period_key,
    phase_code
from {{ ref('int_reliability_languages') }}
