select
    questionnaire_code,
    family_key,
    period_key,
    region_code
from {{ source('history', 'background_counties') }}
