with

slots as (

    select * from {{ ref('int_slots') }}

),

questions as (

    select * from {{ ref('int_question_bases') }}

),

bands as (

    select
        bands.*,
        questions.question_key
    from {{ ref('stg_codebook__bands') }} as bands
    inner join questions
        on
            bands.questionnaire_code = questions.questionnaire_code
            and bands.question_code = questions.question_code

),

answers as (

    select
        answers.submission_key,
        questions.question_key,
        questions.indicator_key,
        questions.question_type,
        coalesce(answers.missing_kind, answers.option_code) as option_code,
        answers.missing_kind is not null as is_missing,
        case when questions.question_type = 'number' then answers.number_low end as number_low,
        case when questions.question_type = 'number' then answers.number_high end as number_high
    from {{ ref('int_published_answers') }} as answers
    inner join questions
        on
            answers.questionnaire_code = questions.questionnaire_code
            and answers.question_code = questions.question_code

),

-- The submission is kept where several options may be chosen, to count people apart from answers.
-- Each answer is read once: numbers are put in bands when they are counted.
by_number as (

    select
        slots.slot_number,
        slots.part_number,
        slots.language_code,
        answers.question_key,
        answers.option_code,
        answers.is_missing,
        answers.number_low,
        answers.number_high,
        answers.question_type = 'number' as is_number,
        case when answers.question_type = 'multi' then answers.submission_key end as submission_key,
        count(*) as answer_count
    from answers
    inner join slots
        on
            answers.submission_key = slots.submission_key
            and answers.indicator_key = slots.indicator_key
    group by all

),

-- A range is in a band if both of its ends are: one without an upper end only in the last.
counted as {{ once() }}(

    select
        by_number.slot_number,
        by_number.part_number,
        by_number.language_code,
        by_number.question_key,
        case
            when not by_number.is_number or by_number.is_missing then by_number.option_code
            else coalesce(bands.option_code, 'across_bands')
        end as option_code,
        by_number.is_missing,
        by_number.submission_key,
        by_number.answer_count
    from by_number
    left join bands
        on
            by_number.question_key = bands.question_key
            and by_number.number_low >= bands.band_low
            and (bands.band_high is null or by_number.number_high < bands.band_high)

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
