with

logs as (

    select * from {{ ref('stg_codebook__activities') }}

),

answers as (

    select * from {{ ref('int_activity_answers') }}

),

-- What is said to be done was agreed, whether or not the log repeats it.
chosen as (

    select
        submission_key,
        questionnaire_code,
        option_code,
        bool_or(role_code = 'done') as is_done,
        bool_or(role_code = 'not_done') as is_not_done
    from answers
    where role_code in ('agreed', 'done', 'not_done') and option_code is not null
    group by submission_key, questionnaire_code, option_code

),

-- A blank, of which a date may still say that something was agreed.
unnamed as (

    select
        submission_key,
        questionnaire_code,
        missing_kind
    from answers
    where role_code = 'agreed' and option_code is null

),

outcomes as (

    select
        submission_key,
        question_code,
        option_code
    from answers
    where role_code = 'outcome' and option_code is not null

),

actions as (

    select
        submission_key,
        questionnaire_code,
        option_code,
        null as missing_kind,
        -- Said to be both: nobody can tell.
        case
            when is_done and not is_not_done then 'done'
            when is_not_done and not is_done then 'not_done'
            else 'not_known'
        end as state_code
    from chosen
    union all
    select
        submission_key,
        questionnaire_code,
        null as option_code,
        missing_kind,
        'not_known' as state_code
    from unnamed
    where submission_key not in (select chosen.submission_key from chosen)

)

select
    actions.submission_key,
    actions.questionnaire_code,
    logs.agreed_question_code as question_code,
    actions.option_code,
    actions.missing_kind,
    actions.state_code,
    outcomes.question_code as outcome_question_code,
    outcomes.option_code as outcome_code
from actions
inner join logs on actions.questionnaire_code = logs.questionnaire_code
left join outcomes on actions.submission_key = outcomes.submission_key
