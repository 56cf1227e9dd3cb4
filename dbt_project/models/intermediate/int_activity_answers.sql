with

logs as (

    select * from {{ source('codebook', 'activities') }}

),

submissions as (

    select * from {{ ref('stg_submissions') }}
    where subject_code = 'organisation'

),

answers as (

    select * from {{ ref('stg_answers') }}

)

select
    answers.submission_key,
    answers.questionnaire_code,
    answers.question_code,
    case answers.question_code
        when logs.kind_question_code then 'kind'
        when logs.place_question_code then 'place'
        when logs.session_question_code then 'session'
        when logs.agreed_question_code then 'agreed'
        when logs.due_question_code then 'due'
        else 'other'
    end as role_code,
    answers.option_code,
    answers.number_low,
    answers.number_high,
    answers.missing_kind,
    -- A count, a session or a day: one whole number that is neither negative nor beyond belief.
    answers.missing_kind is null
    and answers.number_low = answers.number_high
    and answers.number_low = floor(answers.number_low)
    and answers.number_low between 0 and 99999999 as is_exact
from submissions
inner join answers on submissions.submission_key = answers.submission_key
inner join logs on answers.questionnaire_code = logs.questionnaire_code
