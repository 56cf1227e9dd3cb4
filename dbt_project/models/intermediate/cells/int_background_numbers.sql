-- Numbers that are in order as their codes are: a group of texts cannot be put on the disk.
select
    questions.questionnaire_code,
    questions.question_code,
    cast(dense_rank() over (order by questions.questionnaire_code asc, questions.question_code asc) as integer)
        as question_number,
    choices.option_code,
    cast(
        row_number() over (
            partition by questions.questionnaire_code, questions.question_code
            order by choices.option_code asc nulls last
        ) as integer
    ) as option_number
from {{ ref('int_background_questions') }} as questions
left join {{ ref('stg_codebook__options') }} as choices
    on
        questions.questionnaire_code = choices.questionnaire_code
        and questions.question_code = choices.question_code
        and not choices.is_missing
