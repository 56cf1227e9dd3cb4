{#- Counted by another route than the mart's own SQL where there is one. -#}
{% set rows_plus_unknown = {
    'dim_region': ref('regions'),
    'dim_language': ref('languages'),
    'dim_indicator': source('codebook', 'indicators'),
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
        inner join {{ ref('dim_service') }} as services on cells.cell_service_key = services.service_key
        where cells.stratum_code = 'paired' and cells.indicator_key <> 0
        {{ 'union all' if not loop.last }}
    {% endfor %}

),

-- Forms with every item answered: all together, and by language unless a few are left over.
languages as (

    select
        indicator_key,
        period_key,
        phase_code,
        language_code,
        max(person_count) as form_count
    from {{ ref('int_item_sums') }}
    where language_code is not null
    group by indicator_key, period_key, phase_code, language_code

),

scales as (

    select
        indicator_key,
        case
            when sum(form_count) < 30 then 0
            when coalesce(sum(form_count) filter (where form_count < 30), 0) between 1 and 4 then 1
            else 1 + count(*) filter (where form_count >= 30)
        end as scale_count
    from languages
    group by indicator_key, period_key, phase_code

),

counted as (

    {% for table_name, relation in rows_plus_unknown.items() %}
        select
            '{{ table_name }}' as table_name,
            count(*) + 1 as expected_count
        from {{ relation }}
        union all
    {% endfor %}
    {% for table_name in ['rpt_indicator_change', 'rpt_indicator_attrition'] %}
        select
            '{{ table_name }}' as table_name,
            count(distinct place) as expected_count
        from places
        union all
    {% endfor %}
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
        select cell_service_code as service_code from cells
        union
        select distribution_service_code as service_code from cells
    ) as together
    union all
    select
        'dim_background' as table_name,
        count(distinct questionnaire_code || '/' || background_code || '/' || told_code) as expected_count
    from told
    union all
    select
        'fct_indicator_change' as table_name,
        count(distinct cell_number) as expected_count
    from cells
    where indicator_key <> 0 and stratum_code = 'paired'
    union all
    select
        'fct_indicator_level' as table_name,
        count(distinct cell_number) as expected_count
    from cells
    where indicator_key <> 0 and stratum_code <> 'paired'
    union all
    select
        'fct_change_direction' as table_name,
        count(distinct cells.distribution_number) as expected_count
    from cells
    inner join {{ ref('dim_indicator') }} as indicators on cells.indicator_key = indicators.indicator_key
    where cells.stratum_code = 'paired' and indicators.reliability_alpha is not null
    union all
    -- Four conditions of each distribution of pairs.
    select
        'fct_change_condition' as table_name,
        4 * count(distinct distribution_number) as expected_count
    from cells
    where indicator_key <> 0 and stratum_code = 'paired'
    union all
    select
        'fct_indicator_class' as table_name,
        count(distinct cells.distribution_number)
        + count(distinct case when cells.stratum_code = 'paired' then cells.distribution_number end) as expected_count
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
            told_code
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
        where status_code = 'published' and stratum_code = 'start_only' and indicator_key <> 0
        union
        select
            indicator_key,
            region_code,
            cast(told_code as integer) as period_key
        from told
        where background_code = 'start_period' and told_code not like '%+%'
    ) as cohorts
    union all
    select
        'fct_indicator_withheld' as table_name,
        count(*) as expected_count
    from (
        select distinct
            questionnaire_code,
            indicator_key,
            period_key,
            stratum_code,
            region_code,
            status_code
        from cells
        where distribution_number is null
    ) as hidden
    union all
    select
        'fct_answer_distribution' as table_name,
        sum(shown.option_count * case distributions.stratum_code when 'paired' then 2 else 1 end) as expected_count
    from (
        select distinct
            questionnaire_code,
            indicator_key,
            stratum_code,
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
        count(distinct metric_key || '/' || wave_code) as expected_count
    from {{ ref('int_metric_answers') }}
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
