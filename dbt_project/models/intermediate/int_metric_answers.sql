with

metrics as (

    select
        metrics.*,
        {{ code_key(['metrics.questionnaire_code', 'metrics.metric_code']) }} as metric_key
    from {{ source('codebook', 'metrics') }} as metrics
    inner join {{ source('codebook', 'questions') }} as questions
        on
            metrics.questionnaire_code = questions.questionnaire_code
            and metrics.question_code = questions.question_code
    where questions.publish_code in ('distribution', 'metrics')

),

metric_options as (

    select * from {{ source('codebook', 'metric_options') }}

),

-- Only organisations: a share of people would be a table beside the cells.
submissions as (

    select * from {{ ref('stg_submissions') }}
    where subject_code = 'organisation'

),

answers as (

    select * from {{ ref('stg_answers') }}

),

area_set_members as (

    select * from {{ ref('area_set_members') }}

)

select
    metrics.questionnaire_code,
    metrics.metric_key,
    metrics.area_set_code,
    metrics.unit_code,
    submissions.form_version as wave_code,
    submissions.submission_key,
    submissions.area_code,
    submissions.answered_at,
    bool_or(answers.missing_kind is null) as is_answered,
    bool_or(
        answers.missing_kind is null
        and (
            metric_options.option_code is not null
            or coalesce(answers.number_low >= metrics.at_least, false)
        )
    ) as is_counted
from submissions
inner join answers on submissions.submission_key = answers.submission_key
inner join metrics
    on
        answers.questionnaire_code = metrics.questionnaire_code
        and answers.question_code = metrics.question_code
inner join area_set_members
    on
        metrics.area_set_code = area_set_members.area_set_code
        and submissions.area_code = area_set_members.region_code
left join metric_options
    on
        metrics.questionnaire_code = metric_options.questionnaire_code
        and metrics.metric_code = metric_options.metric_code
        and answers.option_code = metric_options.option_code
group by all
