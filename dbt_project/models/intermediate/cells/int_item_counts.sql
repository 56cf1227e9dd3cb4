{% set columns = [
    'group_number', 'answer_number', 'slot_number', 'period_key', 'phase_code', 'language_code', 'awaits_end', 'answer_count',
    'total_sum', 'fill_sum', 'fill_square_sum', 'fill_cross_sum',
] %}
with

counted as (

    select
        form_groups.*,
        answers.answer_number,
        contents.question_code,
        contents.number_low,
        answers.answer_count,
        answers.total_sum,
        coalesce(answers.fill_sum, 0) as fill_sum,
        coalesce(answers.fill_square_sum, 0) as fill_square_sum,
        coalesce(answers.fill_cross_sum, 0) as fill_cross_sum
    from {{ ref('int_group_answers') }} as answers
    inner join {{ ref('int_form_groups') }} as form_groups on answers.group_number = form_groups.group_number
    inner join {{ ref('int_answer_contents') }} as contents on answers.answer_number = contents.answer_number

),

items as (

    {{ item_values('counted', columns, of_indicator=true) }}

)

select
    {% for column in columns %}
        {{ column }},
    {% endfor %}
    indicator_key,
    question_code,
    item_low,
    item_high,
    item_value
from items
