with

options as (

    select * from {{ ref('int_background_numbers') }}

),

forms as (

    {% for phase in ['start', 'end'] %}
        select
            start_submission_key as pair_number,
            indicator_key,
            {{ phase == 'end' }} as is_end,
            {{ phase }}_submission_key as submission_key
        from {{ ref('int_cell_members') }}
        where status_code = 'published' and pairing_status_code = 'paired' and indicator_key <> 0
        {{ 'union all' if not loop.last }}
    {% endfor %}

)

-- What a person did not say at the start may have been said at the end.
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
