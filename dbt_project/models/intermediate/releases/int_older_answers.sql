select
    older.submission_key,
    contents.answer_number
from {{ ref('stg_history__answers') }} as answers
inner join {{ ref('int_older_forms') }} as older using (measurement_key, version_number, phase_code)
inner join {{ ref('int_answer_contents') }} as contents
    on {{ same_content('answers', 'contents', 'older.questionnaire_code') }}
