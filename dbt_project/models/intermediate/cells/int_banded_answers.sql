with

answers as (

    select * from {{ ref('int_published_answers') }}

),

questions as (

    select * from {{ ref('int_question_bases') }}
    where question_type = 'number'

),

bands as (

    select * from {{ ref('stg_codebook__bands') }}

)

-- A range is in a band if both of its ends are: one without an upper end only in the last.
select
    answers.submission_key,
    questions.question_key,
    questions.indicator_key,
    coalesce(answers.missing_kind, bands.option_code, 'across_bands') as option_code,
    answers.missing_kind is not null as is_missing
from answers
inner join questions
    on
        answers.questionnaire_code = questions.questionnaire_code
        and answers.question_code = questions.question_code
left join bands
    on
        questions.questionnaire_code = bands.questionnaire_code
        and questions.question_code = bands.question_code
        and answers.number_low >= bands.band_low
        and (bands.band_high is null or answers.number_high < bands.band_high)
