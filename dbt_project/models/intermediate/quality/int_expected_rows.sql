{#- Counted where the people and places of a table are decided, not from the table itself: what a join
    loses on the way is missed. Table -> relation, the keys of its rows, and which of them count. -#}
{% set paired = "indicator_key <> 0 and pairing_status_code = 'paired'" %}
{% set counted = [
    ('fct_indicator_change', ref('int_publication_cells'), 'publication_cell_number', paired),
    (
        'fct_indicator_level', ref('int_publication_cells'), 'publication_cell_number',
        "indicator_key <> 0 and pairing_status_code <> 'paired'"
    ),
    (
        'fct_indicator_suppressed', ref('int_publication_cells'),
        'questionnaire_code, indicator_key, period_key, pairing_status_code, region_code, status_code',
        'distribution_number is null and period_key in (select dim_period.period_key from ' ~ ref('dim_period') ~ ' as dim_period)'
    ),
    ('dim_background', ref('int_background_categories'), 'questionnaire_code, background_code, published_code', 'true'),
    (
        'fct_indicator_change_by_background', ref('int_background_categories'),
        'questionnaire_code, indicator_key, period_key, region_code, background_code, published_code', 'true'
    ),
    ('rpt_indicator_change', ref('int_change_statistics'), 'level, group_code, period_key, indicator_key', 'true'),
    (
        'rpt_indicator_attrition', ref('int_change_statistics'), 'level, group_code, period_key, indicator_key',
        'pair_count is not null'
    ),
    ('fct_governance_metric', ref('int_metric_answers'), 'metric_key, wave_code, option_key', 'true'),
    ('rpt_governance_metric', ref('int_metric_answers'), 'metric_key, wave_code, option_key', 'true'),
    ('fct_activity', ref('int_activities'), 'submission_key', 'true'),
] %}
{% for table_name, relation, keys, counts in counted %}
    select
        '{{ table_name }}' as table_name,
        cast(count(*) as bigint) as expected_count
    from (
        select distinct {{ keys }}
        from {{ relation }}
        where {{ counts }} and {{ keys.split(',')[0] }} is not null
    ) as distinct_keys
    {{ 'union all' if not loop.last }}
{% endfor %}
