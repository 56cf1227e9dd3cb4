with

-- What is asked of everybody (0), and of those with a score.
asked as (

    select
        questionnaire_code,
        question_code,
        indicator_key
    from {{ ref('int_question_bases') }}
    union
    select
        questionnaire_code,
        question_code,
        indicator_key
    from {{ ref('stg_codebook__indicator_items') }}

),

contents as (

    select
        contents.answer_number,
        asked.indicator_key,
        questions.question_type = 'multi' as is_multi
    from asked
    inner join {{ ref('int_answer_contents') }} as contents
        on
            asked.questionnaire_code = contents.questionnaire_code
            and asked.question_code = contents.question_code
    inner join {{ ref('stg_codebook__questions') }} as questions
        on
            asked.questionnaire_code = questions.questionnaire_code
            and asked.question_code = questions.question_code

)

-- The one place where forms meet all their answers. The submission is kept where several options may be chosen,
-- to count people apart from answers.
select
    forms.group_number,
    contents.answer_number,
    case when contents.is_multi then forms.submission_key end as submission_key,
    cast(count(*) as integer) as answer_count,
    -- Of the forms of these answers: what all items come to, and what stands for blanks.
    cast(sum(forms.total) as decimal(22, 6)) as total_sum,
    cast(sum(forms.fill) as decimal(22, 6)) as fill_sum,
    sum(forms.fill * forms.fill) as fill_square_sum,
    sum(forms.fill * forms.total) as fill_cross_sum
from {{ ref('int_published_answers') }} as answers
-- As in int_newest_answers: what is little first.
left join contents on answers.answer_number = contents.answer_number
inner join {{ ref('int_grouped_forms') }} as forms
    on
        answers.submission_key = forms.submission_key
        and contents.indicator_key = forms.indicator_key
group by forms.group_number, contents.answer_number, case when contents.is_multi then forms.submission_key end
