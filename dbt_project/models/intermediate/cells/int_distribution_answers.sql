with

answer_counts as (

    select
        slot_number,
        question_key,
        option_code,
        is_missing,
        cast(sum(answer_count) as bigint) as answer_count
    from {{ ref('int_answer_counts') }}
    group by slot_number, question_key, option_code, is_missing

),

asked as (

    select
        slot_number,
        question_key,
        {{ people_asked() }}
    from answer_counts
    group by slot_number, question_key

)

select
    asked.slot_number,
    asked.question_key,
    asked.asked_count,
    asked.answered_count,
    asked.selected_count,
    answer_counts.option_code,
    answer_counts.is_missing,
    answer_counts.answer_count
from asked
inner join answer_counts
    on
        asked.slot_number = answer_counts.slot_number
        and asked.question_key = answer_counts.question_key
