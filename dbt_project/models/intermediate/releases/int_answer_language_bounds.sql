select
    members.measurement_key,
    members.period_key
from {{ ref('int_answer_language_members') }} as members
inner join {{ ref('int_new_answer_languages') }} using (questionnaire_code, period_key, pairing_status_code, language_code)
