with

slots as (

    select * from {{ ref('int_slots') }}

),

questions as (

    select * from {{ ref('int_question_bases') }}
    where question_type <> 'number'

),

answers as (

    select
        answers.submission_key,
        questions.question_key,
        questions.indicator_key,
        questions.question_type,
        coalesce(answers.missing_kind, answers.option_code) as option_code,
        answers.missing_kind is not null as is_missing
    from {{ ref('int_published_answers') }} as answers
    inner join questions
        on
            answers.questionnaire_code = questions.questionnaire_code
            and answers.question_code = questions.question_code
    union all
    select
        submission_key,
        question_key,
        indicator_key,
        'number' as question_type,
        option_code,
        is_missing
    from {{ ref('int_banded_answers') }}

),

-- The submission is kept where several options may be chosen, to count people apart from answers.
counted as {{ once() }}(

    select
        slots.slot_number,
        slots.part_number,
        slots.language_code,
        answers.question_key,
        answers.option_code,
        answers.is_missing,
        case when answers.question_type = 'multi' then answers.submission_key end as submission_key,
        count(*) as answer_count
    from answers
    inner join slots
        on
            answers.submission_key = slots.submission_key
            and answers.indicator_key = slots.indicator_key
    group by all

)

select
    slot_number,
    part_number,
    language_code,
    question_key,
    option_code,
    is_missing,
    cast(sum(answer_count) as bigint) as answer_count
from counted
group by slot_number, part_number, language_code, question_key, option_code, is_missing
union all
select
    slot_number,
    part_number,
    language_code,
    question_key,
    null as option_code,
    is_missing,
    cast(
        coalesce(sum(answer_count) filter (where submission_key is null), 0) + count(distinct submission_key) as bigint
    ) as answer_count
from counted
group by slot_number, part_number, language_code, question_key, is_missing
