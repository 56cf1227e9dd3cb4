with

offered as (

    select * from {{ ref('int_distribution_options') }}

),

answers as (

    select * from {{ ref('int_distribution_answers') }}

),

-- The people behind the answers to a question, and the answers themselves.
asked as (

    select distinct
        slot_number,
        question_key,
        asked_count,
        answered_count,
        selected_count
    from answers

),

unanimous as (

    select * from {{ ref('int_unanimous') }}

),

services as (

    select * from {{ ref('dim_service') }}

)

select
    {{ publication_cell_keys(
        'offered', 'services', ['indicator_key', 'question_key', 'option_key', 'pairing_status_code', 'phase_code']
    ) }},
    cast(
        coalesce(answers.answer_count, 0)
        -- A form that leaves the question out did not ask these people.
        + case
            when offered.is_missing and offered.option_code = 'not_asked'
                then offered.person_count - coalesce(asked.asked_count, 0)
            else 0
        end as integer
    ) as answer_count,
    cast(coalesce(asked.answered_count, 0) as integer) as answered_count,
    cast(coalesce(asked.selected_count, 0) as integer) as selected_count,
    cast(offered.person_count as integer) as person_count
from offered
left join answers
    on
        offered.slot_number = answers.slot_number
        and offered.question_key = answers.question_key
        and offered.option_code = answers.option_code
        and offered.is_missing = answers.is_missing
left join asked
    on
        offered.slot_number = asked.slot_number
        and offered.question_key = asked.question_key
left join unanimous
    on
        offered.slot_number = unanimous.slot_number
        and offered.question_key = unanimous.question_key
left join services on offered.service_key = services.service_key
where unanimous.slot_number is null
