with

slots as (

    select * from {{ ref('int_slots') }}
    where indicator_key <> 0

),

item_values as (

    select * from {{ ref('int_published_item_values') }}

)

select
    {{ whole_division('slots.slot_number', 10) }} as distribution_number,
    slots.slot_number,
    item_values.question_code,
    cast(item_values.item_value - item_values.item_low as double) as item_steps,
    cast(count(*) as integer) as answer_count
from slots
inner join item_values
    on
        slots.submission_key = item_values.submission_key
        and slots.indicator_key = item_values.indicator_key
group by slots.slot_number, item_values.question_code, item_values.item_value - item_values.item_low
