with

deliveries as (

    select * from {{ ref('int_deliveries') }}

),

answers as (

    select * from {{ ref('stg_raw__answers') }}

)

select
    {{ submission_key('deliveries.delivery_number', 'answers.row_number') }} as submission_key,
    deliveries.questionnaire_code,
    answers.question_code,
    answers.option_code,
    answers.number_low,
    answers.number_high,
    answers.missing_kind
from answers
inner join deliveries on answers.delivery_id = deliveries.delivery_id
