{#- Counted by another route than the mart's own SQL where there is one. -#}
{% set rows_plus_unknown = {
    'dim_region': ref('regions'),
    'dim_language': ref('languages'),
    'dim_service': source('registers', 'services'),
    'dim_indicator': source('codebook', 'indicators'),
    'dim_activity_kind': source('codebook', 'activity_kinds'),
    'dim_activity_place': source('codebook', 'activity_places'),
} %}
{% set as_many_rows = {
    'dim_area_set': ref('area_sets'),
    'dim_questionnaire': source('codebook', 'questionnaires'),
    'dim_question': source('codebook', 'questions'),
    'dim_option': source('codebook', 'options'),
    'dim_metric': source('codebook', 'metrics'),
} %}
with

cells as (

    select * from {{ ref('cells') }}

),

services as (

    select * from {{ ref('dim_service') }}

),

-- Half-years from the times themselves: months since year 0, divided by six.
calendar as (

    select
        floor((max(year(answered_at) * 12 + month(answered_at)) - 1) / 6.0)
        - floor((min(year(answered_at) * 12 + month(answered_at)) - 1) / 6.0) + 1 as half_count,
        coalesce(min(year(answered_at)), 2024) as first_year,
        coalesce(max(year(answered_at)), 2024) as last_year
    from {{ ref('stg_submissions') }}

),

-- Options that one cell shows in one phase.
shown as (

    select
        questions.questionnaire_code,
        coalesce({{ code_key(['questions.questionnaire_code', 'questions.basis_indicator_code']) }}, 0) as indicator_key,
        count(*) as option_count
    from {{ source('codebook', 'questions') }} as questions
    inner join {{ source('codebook', 'options') }} as choices
        on
            questions.questionnaire_code = choices.questionnaire_code
            and questions.question_code = choices.question_code
    where questions.publish_code = 'distribution' and questions.question_type not in ('number', 'open')
    group by questions.questionnaire_code, questions.basis_indicator_code

),

withheld as (

    select distinct
        cells.questionnaire_code,
        cells.indicator_key,
        cells.period_key,
        cells.stratum_code,
        services.region_code
    from cells
    left join services on cells.service_key = services.service_key
    where cells.status_code = 'withheld'

),

-- A group's questions, each as often as it has options.
logged as (

    select distinct
        activities.period_key,
        activities.region_key,
        activities.municipality_key,
        activities.service_key,
        activities.kind_code,
        choices.questionnaire_code,
        choices.question_code,
        choices.option_code
    from {{ ref('int_activities') }} as activities
    inner join {{ ref('int_activity_answers') }} as answers on activities.submission_key = answers.submission_key
    inner join {{ source('codebook', 'options') }} as choices
        on
            answers.questionnaire_code = choices.questionnaire_code
            and answers.question_code = choices.question_code
    inner join {{ source('codebook', 'questions') }} as questions
        on
            choices.questionnaire_code = questions.questionnaire_code
            and choices.question_code = questions.question_code
    where
        answers.option_code is not null
        and not choices.is_missing
        and questions.publish_code = 'distribution'
        and answers.role_code in ('session', 'due', 'other')

),

counted as (

    {% for table_name, relation in rows_plus_unknown.items() %}
        select
            '{{ table_name }}' as table_name,
            count(*) + 1 as expected_count
        from {{ relation }}
        union all
    {% endfor %}
    {% for table_name, relation in as_many_rows.items() %}
        select
            '{{ table_name }}' as table_name,
            count(*) as expected_count
        from {{ relation }}
        union all
    {% endfor %}
    select
        'dim_municipality' as table_name,
        count(distinct municipality_code) + 1 as expected_count
    from {{ ref('municipalities') }}
    union all
    select
        'dim_period' as table_name,
        coalesce(half_count, 0) as expected_count
    from calendar
    union all
    select
        'dim_date' as table_name,
        date_diff('day', make_date(first_year, 1, 1), make_date(last_year + 1, 1, 1)) as expected_count
    from calendar
    union all
    select
        'fct_indicator_change' as table_name,
        count(*) as expected_count
    from cells
    where status_code = 'published' and indicator_key <> 0 and stratum_code = 'paired'
    union all
    select
        'fct_indicator_level' as table_name,
        count(*) as expected_count
    from cells
    where status_code = 'published' and indicator_key <> 0 and stratum_code <> 'paired'
    union all
    select
        'fct_indicator_withheld' as table_name,
        count(*) as expected_count
    from withheld
    union all
    select
        'fct_answer_distribution' as table_name,
        sum(shown.option_count * case cells.stratum_code when 'paired' then 2 else 1 end) as expected_count
    from cells
    inner join shown
        on
            cells.questionnaire_code = shown.questionnaire_code
            and cells.indicator_key = shown.indicator_key
    where cells.has_distribution
    union all
    select
        'fct_governance_metric' as table_name,
        count(distinct metric_key || '/' || wave_code) as expected_count
    from {{ ref('int_metric_answers') }}
    union all
    select
        'fct_activity' as table_name,
        count(*) as expected_count
    from {{ ref('stg_submissions') }} as submissions
    inner join {{ source('codebook', 'activities') }} as declared
        on submissions.questionnaire_code = declared.questionnaire_code
    union all
    select
        'fct_activity_answer' as table_name,
        count(*) as expected_count
    from logged
    union all
    select
        'fct_agreed_action' as table_name,
        count(distinct agreed.submission_key || '/' || coalesce(agreed.option_code, '')) as expected_count
    from {{ ref('int_activity_answers') }} as agreed
    left join {{ ref('int_activity_answers') }} as due
        on
            agreed.submission_key = due.submission_key
            and due.role_code = 'due'
    where agreed.role_code = 'agreed' and (agreed.option_code is not null or due.is_exact)
    union all
    select
        'fct_indicator_reference' as table_name,
        count(*) as expected_count
    from {{ ref('indicator_references') }} as reference_values
    inner join {{ source('codebook', 'indicators') }} as indicators
        on
            reference_values.questionnaire_code = indicators.questionnaire_code
            and reference_values.indicator_code = indicators.indicator_code

)

select
    table_name,
    cast(coalesce(expected_count, 0) as bigint) as expected_count
from counted
