select
    delivery_id,
    questionnaire_code,
    indicator_code
from {{ source('raw', 'unscored') }}
