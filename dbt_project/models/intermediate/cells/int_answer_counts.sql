with

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

by_number as (

    select
        form_groups.slot_number,
        form_groups.part_number,
        -- Items are published in all languages together.
        case when form_groups.indicator_key = 0 then form_groups.language_code end as language_code,
        questions.question_key,
        questions.question_type = 'number' as is_number,
        coalesce(contents.missing_kind, contents.option_code) as option_code,
        contents.missing_kind is not null as is_missing,
        case when questions.question_type = 'number' then contents.number_low end as number_low,
        case when questions.question_type = 'number' then contents.number_high end as number_high,
        answers.submission_key,
        answers.answer_count
    from {{ ref('int_group_answers') }} as answers
    inner join {{ ref('int_form_groups') }} as form_groups on answers.group_number = form_groups.group_number
    inner join {{ ref('int_answer_contents') }} as contents on answers.answer_number = contents.answer_number
    inner join questions
        on
            form_groups.questionnaire_code = questions.questionnaire_code
            and contents.question_code = questions.question_code
            and form_groups.indicator_key = questions.indicator_key
    where form_groups.slot_number is not null

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
