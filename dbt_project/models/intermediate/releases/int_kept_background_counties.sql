select
    questionnaire_code,
    family_key,
    period_key,
    region_code
from {{ ref('stg_history__background_counties') }}
union
select
    questionnaire_code,
    family_key,
    period_key,
    region_code
from {{ ref('int_new_background_categories') }}
