with

metrics as (

    select * from {{ ref('stg_codebook__metrics') }}

),

metric_questions as (

    select * from {{ ref('stg_codebook__metric_questions') }}

),

questions as (

    select * from {{ ref('stg_codebook__questions') }}

)

-- Only questions whose publication level lets the metric be counted.
select
    metrics.questionnaire_code,
    metrics.metric_code,
    metrics.metric_key,
    metrics.kind_code,
    metrics.unit_code,
    metrics.denominator_code,
    metrics.at_least,
    metrics.at_most,
    metrics.below,
    metrics.area_set_code,
    metric_questions.question_code
from metrics
inner join metric_questions
    on
        metrics.questionnaire_code = metric_questions.questionnaire_code
        and metrics.metric_code = metric_questions.metric_code
inner join questions
    on
        metric_questions.questionnaire_code = questions.questionnaire_code
        and metric_questions.question_code = questions.question_code
where
    questions.publish_code in ('area', 'distribution')
    or (questions.publish_code = 'metrics' and metrics.kind_code <> 'distribution')
