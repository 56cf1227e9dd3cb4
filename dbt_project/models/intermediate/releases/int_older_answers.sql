select
    older.submission_key,
    older.questionnaire_code,
    answers.question_code,
    answers.option_code,
    answers.number_low,
    answers.number_high,
    answers.missing_kind
from {{ ref('stg_history__answers') }} as answers
inner join {{ ref('int_older_forms') }} as older using (measurement_key, version_number, phase_code)
