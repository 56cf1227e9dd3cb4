with

people as (

    select
        distribution_number,
        sum(member_count) as person_count
    from {{ ref('cells') }}
    where distribution_number is not null
    group by distribution_number

),

unanimous as (

    select distinct
        counts.slot_number,
        counts.question_key
    from {{ ref('int_answer_counts') }} as counts
    inner join people on counts.slot_number // 10 = people.distribution_number
    where counts.option_code is not null and not counts.is_missing and counts.answer_count = people.person_count

),

-- Scored questions, by the indicator whose people they are told of.
items as (

    select
        {{ code_key(['items.questionnaire_code', 'items.indicator_code']) }} as indicator_key,
        {{ code_key(['items.questionnaire_code', 'items.question_code']) }} as question_key
    from {{ source('codebook', 'indicator_items') }} as items
    inner join {{ source('codebook', 'questions') }} as questions
        on
            items.questionnaire_code = questions.questionnaire_code
            and items.question_code = questions.question_code
            and items.indicator_code = questions.basis_indicator_code

)

-- The sum of an item is the sum of the scores less the other items: all of them go with it.
select
    unanimous.slot_number,
    unanimous.question_key
from unanimous
union
select
    unanimous.slot_number,
    siblings.question_key
from unanimous
inner join items on unanimous.question_key = items.question_key
inner join items as siblings on items.indicator_key = siblings.indicator_key
