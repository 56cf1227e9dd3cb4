with

options as (

    select * from {{ ref('int_background_numbers') }}

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
        options.question_number,
        coalesce(
            min(options.option_number) filter (where not forms.is_end),
            min(options.option_number) filter (where forms.is_end)
        ) as option_number
    from {{ ref('int_published_answers') }} as answers
    inner join options
        on
            answers.questionnaire_code = options.questionnaire_code
            and answers.question_code = options.question_code
            and answers.option_code = options.option_code
    inner join forms on answers.submission_key = forms.submission_key
    group by forms.pair_number, forms.indicator_key, options.question_number

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
