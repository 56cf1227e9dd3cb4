select
    forms.measurement_key,
    forms.phase_code,
    answers.question_code,
    answers.option_code,
    answers.number_low,
    answers.number_high,
    answers.missing_kind
from {{ ref('int_answers') }} as answers
inner join {{ ref('int_measurement_forms') }} as forms on answers.submission_key = forms.submission_key
-- Not joined: the database would first make every form's every question.
where
    exists (
        select 1 from {{ ref('int_family_questions') }} as questions
        where
            answers.questionnaire_code = questions.questionnaire_code
            and answers.question_code = questions.question_code
            and forms.family_key = questions.family_key
    )
