with

published as (

    select * from {{ ref('int_published_measurements') }}
    where status_code = 'published'

),

contents as (

    select * from {{ ref('int_answer_contents') }}

),

asked as (

    select
        questions.family_key,
        contents.answer_number
    from {{ ref('int_family_questions') }} as questions
    inner join contents
        on
            questions.questionnaire_code = contents.questionnaire_code
            and questions.question_code = contents.question_code

),

-- Of those that are published anew or corrected now.
forms as (

    select
        forms.measurement_key,
        forms.family_key,
        forms.submission_key,
        {{ phase_number('forms.phase_code') }} as phase_number,
        published.version_count as version_number
    from {{ ref('int_measurement_forms') }} as forms
    inner join published on forms.measurement_key = published.measurement_key
    where published.is_changed

)

-- There are ten answers to a form: a number each, and no texts, are put in order.
select
    versions.measurement_key,
    versions.version_number,
    {{ phase_number('versions.phase_code') }} as phase_number,
    contents.answer_number
from {{ ref('stg_history__answers') }} as versions
inner join published on versions.measurement_key = published.measurement_key
inner join contents on {{ same_content('versions', 'contents', 'published.questionnaire_code') }}
where versions.version_number < published.version_count + cast(not published.is_changed as integer)
union all
select
    forms.measurement_key,
    forms.version_number,
    forms.phase_number,
    answers.answer_number
from {{ ref('int_numbered_answers') }} as answers
-- As in int_newest_answers: what is little first.
left join asked on answers.answer_number = asked.answer_number
inner join forms
    on
        answers.submission_key = forms.submission_key
        and asked.family_key = forms.family_key
