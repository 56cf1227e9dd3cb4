with

answers as (

    select * from {{ ref('int_organisation_answers') }}
    where area_turn = 1 and area_code <> 'unknown'

),

questions as (

    select * from {{ ref('stg_codebook__questions') }}
    where publish_code = 'area'

),

waves as (

    select * from {{ ref('int_waves') }}

)

select
    waves.period_key,
    {{ period_date_key('waves.period_key') }} as date_key,
    answers.wave_code,
    {{ area_key('answers.area_code') }} as region_key,
    {{ code_key(['answers.questionnaire_code']) }} as questionnaire_key,
    {{ code_key(['answers.questionnaire_code', 'answers.question_code']) }} as question_key,
    case
        when answers.missing_kind is not null
            then {{ option_key('answers.questionnaire_code', 'answers.question_code', 'answers.missing_kind', 'true') }}
        when answers.option_code is not null
            then {{ option_key('answers.questionnaire_code', 'answers.question_code', 'answers.option_code', 'false') }}
        else 0
    end as option_key,
    answers.number_low,
    answers.number_high
from answers
inner join questions
    on
        answers.questionnaire_code = questions.questionnaire_code
        and answers.question_code = questions.question_code
inner join waves
    on
        answers.questionnaire_code = waves.questionnaire_code
        and answers.wave_code = waves.wave_code
