select
    forms.measurement_key,
    forms.phase_code,
    answers.question_code,
    answers.option_code,
    answers.number_low,
    answers.number_high,
    answers.missing_kind
from {{ ref('int_answers') }} as answers
-- First what is asked of a family, which is little: answers by question and form together would be
-- one line in memory for each answer that anybody may have given.
left join {{ ref('int_family_questions') }} as questions
    on
        answers.questionnaire_code = questions.questionnaire_code
        and answers.question_code = questions.question_code
inner join {{ ref('int_measurement_forms') }} as forms
    on
        answers.submission_key = forms.submission_key
        and questions.family_key = forms.family_key
