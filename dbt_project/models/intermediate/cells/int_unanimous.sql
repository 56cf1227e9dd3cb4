with

-- In a later release those who came together can be kept apart from those who were there before: it is their
-- answers that must differ. Those who came back with them do not count.
people as (

    select
        slot_number,
        part_number,
        sum(form_count) as person_count
    from {{ ref('int_form_groups') }}
    where part_number % 2 = 1
    group by slot_number, part_number

),

-- In whichever language.
counts as (

    select
        slot_number,
        part_number,
        question_key,
        option_code,
        sum(answer_count) as answer_count
    from {{ ref('int_answer_counts') }}
    where option_code is not null and not is_missing
    group by slot_number, part_number, question_key, option_code

),

unanimous as (

    select distinct
        counts.slot_number,
        counts.question_key
    from counts
    inner join people using (slot_number, part_number)
    where counts.answer_count = people.person_count

),

-- Scored questions, by the family of the indicators that score them.
items as (

    select distinct
        indicators.family_key,
        items.question_key
    from {{ ref('stg_codebook__indicator_items') }} as items
    inner join {{ ref('stg_codebook__indicators') }} as indicators on items.indicator_key = indicators.indicator_key

)

-- An item's answers follow from the sum of the scores less the other items: all of them are left out with it.
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
inner join items as siblings on items.family_key = siblings.family_key
