select
    questionnaire_code,
    period_key,
    pairing_status_code
from {{ ref('stg_history__answer_language_groups') }}
union
select
    questionnaire_code,
    period_key,
    pairing_status_code
from {{ ref('int_new_answer_languages') }}
