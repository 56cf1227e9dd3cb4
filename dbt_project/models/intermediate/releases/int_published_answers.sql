select
    submission_key,
    questionnaire_code,
    question_code,
    option_code,
    number_low,
    number_high,
    missing_kind
from {{ ref('int_answers') }}
union all
select
    submission_key,
    questionnaire_code,
    question_code,
    option_code,
    number_low,
    number_high,
    missing_kind
from {{ ref('int_older_answers') }}
