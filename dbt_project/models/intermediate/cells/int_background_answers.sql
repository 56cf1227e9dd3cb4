with

options as (

    select * from {{ ref('int_background_numbers') }}

),

asked as (

    select
        options.question_number,
        options.option_number,
        contents.answer_number
    from options
    inner join {{ ref('int_answer_contents') }} as contents
        on
            options.questionnaire_code = contents.questionnaire_code
            and options.question_code = contents.question_code
            and options.option_code = contents.option_code

),

forms as (

    select
        pair_number,
        indicator_key,
        phase_code = 'end' as is_end,
        submission_key
    from {{ ref('int_member_phases') }}
    where status_code = 'published' and pairing_status_code = 'paired' and indicator_key <> 0

),

-- What a person did not say at the start may have been said at the end.
numbered as (

    select
        forms.pair_number,
        forms.indicator_key,
        asked.question_number,
        coalesce(
            min(asked.option_number) filter (where not forms.is_end),
            min(asked.option_number) filter (where forms.is_end)
        ) as option_number
    from {{ ref('int_published_answers') }} as answers
    inner join asked on answers.answer_number = asked.answer_number
    inner join forms on answers.submission_key = forms.submission_key
    group by forms.pair_number, forms.indicator_key, asked.question_number

)

select
    numbered.pair_number,
    numbered.indicator_key,
    options.question_code,
    options.option_code
from numbered
inner join options
    on
        numbered.question_number = options.question_number
        and numbered.option_number = options.option_number
