with

-- Of the people who count (int_answer_counts), what they chose.
chosen as (

    select
        {{ distribution_of_slot('slot_number') }} as distribution_number,
        language_code,
        cast(slot_number % 10 as string) || '/' || cast(question_key as string) || '/' || option_code as answer_code,
        answer_count
    from {{ ref('int_answer_counts') }}
    where part_number % 2 = 1 and option_code is not null and not is_missing

)

select
    distribution_number,
    language_code,
    answer_code,
    cast(sum(answer_count) as bigint) as answer_count
from chosen
group by distribution_number, language_code, answer_code
