{#- Counted by another route than the mart's own SQL where there is one. -#}
{% set rows_plus_unknown = {
    'dim_region': ref('regions'),
    'dim_language': ref('languages'),
    'dim_indicator': source('codebook', 'indicators'),
    'dim_option': source('codebook', 'options'),
    'dim_activity_kind': source('codebook', 'activity_kinds'),
    'dim_activity_place': source('codebook', 'activity_places'),
} %}
{% set as_many_rows = {
    'dim_area_set': ref('area_sets'),
    'dim_questionnaire': source('codebook', 'questionnaires'),
    'dim_question': source('codebook', 'questions'),
    'dim_metric': source('codebook', 'metrics'),
} %}
with

cells as (

    select * from {{ ref('publication_cells') }}

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
    where questions.publish_code = 'distribution' and not questions.is_background and questions.question_type not in ('number', 'open')
    group by questions.questionnaire_code, questions.basis_indicator_code
    union all
    -- To people without a scored indicator, all but its items.
    select
        questions.questionnaire_code,
        0 as indicator_key,
        count(choices.option_code) as option_count
    from {{ source('codebook', 'questions') }} as questions
    inner join {{ source('codebook', 'options') }} as choices using (questionnaire_code, question_code)
    left join {{ source('codebook', 'indicator_items') }} as items using (questionnaire_code, question_code)
    where
        items.indicator_code is null
        and questions.basis_indicator_code is not null
        and questions.publish_code = 'distribution'
        and not questions.is_background
        and questions.question_type not in ('number', 'open')
    group by questions.questionnaire_code

),

-- Options of questions that a whole group answered alike.
hidden as (

    select count(*) as option_count
    from {{ ref('int_unanimous') }} as unanimous
    inner join {{ source('codebook', 'options') }} as choices
        on unanimous.question_key = {{ code_key(['choices.questionnaire_code', 'choices.question_code']) }}

),

told as (

    select * from {{ ref('background_categories') }}

),

-- Pairs stand once at every level; what straddles codes stands apart within its county.
places as (

    {% for code in ['service_code', 'municipality_code', 'region_code', 'sector_code', 'service_type_code'] %}
        select
            '{{ code }}/' || cells.indicator_key || '/' || cells.period_key || '/' || coalesce(services.{{ code }}, 'unknown')
            || case when services.{{ code }} = 'several' then services.region_code else '' end as place
        from cells
        inner join {{ ref('dim_service') }} as services on cells.publication_cell_service_key = services.service_key
        where cells.pairing_status_code = 'paired' and cells.indicator_key <> 0
        {{ 'union all' if not loop.last }}
    {% endfor %}

),

-- Who is told of, or suppressed, beside pairs: their places have a row too, but not services together.
beside as (

    {% for code in ['service_code', 'municipality_code', 'region_code', 'sector_code', 'service_type_code'] %}
        select
            '{{ code }}/' || levels.indicator_key || '/' || levels.period_key || '/' || coalesce(services.{{ code }}, 'unknown')
                as place
        from {{ ref('fct_indicator_level') }} as levels
        inner join {{ ref('dim_service') }} as services on levels.service_key = services.service_key
        where
            levels.pairing_status_code <> 'single'
            and services.{{ code }} is distinct from 'several'
            {{ 'and not services.is_merged' if code == 'service_code' }}
        union
    {% endfor %}
    select 'region_code/' || cells.indicator_key || '/' || cells.period_key || '/' || cells.region_code as place
    from cells
    where cells.status_code = 'suppressed' and cells.pairing_status_code <> 'single' and cells.indicator_key <> 0

),

-- Forms of published people: all together, and by language where that may be.
scales as (

    select
        sums.indicator_key,
        case
            when max(sums.person_count) filter (where sums.language_code is null) < {{ smallest_scale() }} then 0
            when count(distinct sums.language_code) = 1 then 2
            else 1 + count(distinct alone.language_code)
        end as scale_count
    from {{ ref('int_item_sums') }} as sums
    left join {{ ref('reliability_languages') }} as alone
        on
            sums.indicator_key = alone.indicator_key
            and sums.period_key = alone.period_key
            and sums.phase_code = alone.phase_code
            and sums.language_code = alone.language_code
    group by sums.indicator_key, sums.period_key, sums.phase_code

),

asked as (

    select distinct
        metric_key,
        wave_code,
        kind_code,
        questionnaire_code,
        question_code
    from {{ ref('int_metric_answers') }}

),

-- A row per metric and wave, or per option of the question where the metric is a distribution.
metric_rows as (

    select
        asked.metric_key,
        asked.wave_code,
        case when any_value(asked.kind_code) = 'distribution' then count(choices.option_code) else 1 end as row_count
    from asked
    left join {{ source('codebook', 'options') }} as choices
        on
            asked.questionnaire_code = choices.questionnaire_code
            and asked.question_code = choices.question_code
            and not choices.is_missing
    group by asked.metric_key, asked.wave_code

),

-- The submission that speaks for its area, found without the turns that the mart goes by.
speaking as (

    select
        question_code,
        questionnaire_code,
        wave_code,
        area_code,
        max_by(submission_key, (is_answered, answered_at, submission_key)) as submission_key
    from {{ ref('int_organisation_answers') }}
    group by questionnaire_code, question_code, wave_code, area_code

),

area_answers as (

    select distinct
        answers.question_code,
        answers.submission_key,
        coalesce(answers.option_code, 'missing/' || answers.missing_kind, 'number') as answer_code
    from {{ ref('int_organisation_answers') }} as answers
    inner join {{ source('codebook', 'questions') }} as questions
        on
            answers.questionnaire_code = questions.questionnaire_code
            and answers.question_code = questions.question_code
    inner join speaking
        on
            answers.question_code = speaking.question_code
            and answers.submission_key = speaking.submission_key
    where questions.publish_code = 'area' and answers.area_code <> 'unknown'

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
    select
        'rpt_indicator_attrition' as table_name,
        count(distinct place) as expected_count
    from places
    union all
    select
        'rpt_indicator_change' as table_name,
        count(distinct place) as expected_count
    from (
        select place from places
        union all
        select place from beside
    ) as told_of
    union all
    select
        'rpt_indicator_reliability' as table_name,
        sum(scales.scale_count * (indicators.item_count + 1)) as expected_count
    from scales
    inner join {{ ref('dim_indicator') }} as indicators on scales.indicator_key = indicators.indicator_key
    union all
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
        'dim_service' as table_name,
        1 + (select count(*) from {{ source('registers', 'services') }}) + count(distinct service_code) as expected_count
    from (
        select publication_cell_service_code as service_code from cells
        union
        select distribution_service_code as service_code from cells
    ) as together
    union all
    select
        'dim_background' as table_name,
        count(distinct questionnaire_code || '/' || background_code || '/' || published_code) as expected_count
    from told
    union all
    select
        'fct_indicator_change' as table_name,
        count(distinct publication_cell_number) as expected_count
    from cells
    where indicator_key <> 0 and pairing_status_code = 'paired'
    union all
    select
        'fct_indicator_level' as table_name,
        count(distinct publication_cell_number) as expected_count
    from cells
    where indicator_key <> 0 and pairing_status_code <> 'paired'
    union all
    select
        'fct_change_direction' as table_name,
        count(distinct cells.distribution_number) as expected_count
    from cells
    inner join {{ ref('dim_indicator') }} as indicators on cells.indicator_key = indicators.indicator_key
    where cells.pairing_status_code = 'paired' and indicators.reliability_alpha is not null
    union all
    -- Four conditions of each distribution of pairs.
    select
        'fct_change_condition' as table_name,
        4 * count(distinct distribution_number) as expected_count
    from cells
    where indicator_key <> 0 and pairing_status_code = 'paired'
    union all
    select
        'fct_indicator_class' as table_name,
        count(distinct cells.distribution_number)
        + count(distinct case when cells.pairing_status_code = 'paired' then cells.distribution_number end) as expected_count
    from cells
    inner join {{ ref('dim_indicator') }} as indicators on cells.indicator_key = indicators.indicator_key
    where indicators.low_class_below is not null
    union all
    select
        'fct_indicator_change_by_background' as table_name,
        count(*) as expected_count
    from (
        select distinct
            questionnaire_code,
            indicator_key,
            period_key,
            region_code,
            background_code,
            published_code
        from told
    ) as categories
    union all
    select
        'fct_response_coverage' as table_name,
        count(*) as expected_count
    from (
        select
            indicator_key,
            region_code,
            period_key
        from cells
        where status_code = 'published' and pairing_status_code = 'start_only' and indicator_key <> 0
        union
        select
            indicator_key,
            region_code,
            cast(published_code as integer) as period_key
        from told
        where background_code = 'start_period' and published_code not like '%+%'
    ) as cohorts
    union all
    select
        'fct_indicator_suppressed' as table_name,
        count(*) as expected_count
    from (
        select distinct
            questionnaire_code,
            indicator_key,
            period_key,
            pairing_status_code,
            region_code,
            status_code
        from cells
        where distribution_number is null
    ) as hidden
    union all
    select
        'fct_answer_distribution' as table_name,
        sum(shown.option_count * case distributions.pairing_status_code when 'paired' then 2 else 1 end)
        - (select hidden.option_count from hidden) as expected_count
    from (
        select distinct
            questionnaire_code,
            indicator_key,
            pairing_status_code,
            distribution_number
        from cells
        where distribution_number is not null
    ) as distributions
    inner join shown
        on
            distributions.questionnaire_code = shown.questionnaire_code
            and distributions.indicator_key = shown.indicator_key
    union all
    select
        'fct_governance_metric' as table_name,
        sum(row_count) as expected_count
    from metric_rows
    union all
    select
        'rpt_governance_metric' as table_name,
        sum(row_count) as expected_count
    from metric_rows
    union all
    select
        'fct_governance_answer' as table_name,
        count(*) as expected_count
    from area_answers
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
    from {{ source('codebook', 'indicator_references') }} as reference_values
    inner join {{ source('codebook', 'indicators') }} as indicators
        on
            reference_values.questionnaire_code = indicators.questionnaire_code
            and reference_values.indicator_code = indicators.indicator_code

)

select
    table_name,
    cast(coalesce(expected_count, 0) as bigint) as expected_count
from counted
