with

metrics as (

    select * from {{ ref('stg_codebook__metrics') }}

),

principles as (

    select * from {{ ref('principles') }}

),

-- Of questions that replaced each other, the newest.
asked as (

    select
        metric_questions.questionnaire_code,
        metric_questions.metric_code,
        max_by(questions.question_code, questions.question_order) as question_code
    from {{ ref('stg_codebook__metric_questions') }} as metric_questions
    inner join {{ ref('stg_codebook__questions') }} as questions
        on
            metric_questions.questionnaire_code = questions.questionnaire_code
            and metric_questions.question_code = questions.question_code
    group by metric_questions.questionnaire_code, metric_questions.metric_code

)

select
    metrics.metric_key,
    metrics.questionnaire_code,
    metrics.metric_code,
    metrics.metric_order,
    {{ code_key(['asked.questionnaire_code', 'asked.question_code']) }} as question_key,
    metrics.title_fi as metric_name_fi,
    metrics.title_sv as metric_name_sv,
    metrics.title_en as metric_name_en,
    metrics.kind_code,
    metrics.unit_code,
    metrics.denominator_code,
    metrics.principle_code,
    principles.principle_name_fi,
    principles.principle_name_sv,
    principles.principle_name_en,
    metrics.is_comparable,
    metrics.note_comparability_fi,
    metrics.note_comparability_en,
    -- What is about one year's answers is said beside them, in rpt_governance_metric.
{% for column in ['source_text', 'note_fi', 'note_en'] %}
    case when metrics.source_year is null then metrics.{{ column }} else '' end as {{ column }}{{ ',' if not loop.last }}
{% endfor %}
from metrics
inner join asked
    on
        metrics.questionnaire_code = asked.questionnaire_code
        and metrics.metric_code = asked.metric_code
inner join principles on metrics.principle_code = principles.principle_code
