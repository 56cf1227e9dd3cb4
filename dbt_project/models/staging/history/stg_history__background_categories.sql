select
    questionnaire_code,
    family_key,
    indicator_key,
    period_key,
    region_code,
    background_code,
    category_code,
    published_code
from {{ source('history', 'background_categories') }}
