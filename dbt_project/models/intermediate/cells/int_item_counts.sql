select
    answers.group_number,
    answers.answer_number,
    form_groups.slot_number,
    form_groups.period_key,
    form_groups.phase_code,
    form_groups.language_code,
    form_groups.awaits_end,
    answers.answer_count,
    answers.total_sum,
    coalesce(answers.fill_sum, 0) as fill_sum,
    coalesce(answers.fill_square_sum, 0) as fill_square_sum,
    coalesce(answers.fill_cross_sum, 0) as fill_cross_sum,
    items.indicator_key,
    items.question_code,
    items.item_low,
    items.item_high,
    items.item_value
from {{ ref('int_group_answers') }} as answers
inner join {{ ref('int_form_groups') }} as form_groups on answers.group_number = form_groups.group_number
inner join {{ ref('int_item_values') }} as items
    on
        answers.answer_number = items.answer_number
        and form_groups.indicator_key = items.indicator_key
