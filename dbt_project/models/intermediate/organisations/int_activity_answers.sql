with

logs as (

    select * from {{ ref('stg_codebook__activities') }}

),

deliveries as (

    select * from {{ ref('int_deliveries') }}

),

submissions as (

    select * from {{ ref('int_submissions') }}
    where subject_code = 'organisation'

)

-- From the files themselves, not from all answers: only the few files that are logs are then read.
select
    submissions.submission_key,
    logs.questionnaire_code,
    answers.question_code,
    case answers.question_code
        when logs.kind_question_code then 'kind'
        when logs.place_question_code then 'place'
        when logs.session_question_code then 'session'
        when logs.agreed_question_code then 'agreed'
        when logs.due_question_code then 'due'
        when logs.done_question_code then 'done'
        when logs.not_done_question_code then 'not_done'
        when logs.outcome_question_code then 'outcome'
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
from {{ ref('stg_raw__answers') }} as answers
inner join deliveries on answers.delivery_id = deliveries.delivery_id
inner join logs on deliveries.questionnaire_code = logs.questionnaire_code
inner join submissions
    on submissions.submission_key = {{ submission_key('deliveries.delivery_number', 'answers.row_number') }}
