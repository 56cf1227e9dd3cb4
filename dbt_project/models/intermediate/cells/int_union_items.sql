select
    {{ whole_division('slot_number', 10) }} as distribution_number,
    slot_number,
    question_code,
    cast(item_value - item_low as double) as item_steps,
    cast(sum(answer_count) as integer) as answer_count
from {{ ref('int_item_counts') }}
where slot_number is not null
group by slot_number, question_code, item_value - item_low
