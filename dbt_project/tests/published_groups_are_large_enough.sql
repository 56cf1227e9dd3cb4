{{ config(meta={'dagster': {'ref': {'name': 'fct_indicator_change'}}}) }}
-- The minimum group sizes, stated apart from the code that applies them: five people, ten for distributions.
{% set smallest = {
    'fct_indicator_level': 'person_count < 5',
    'fct_indicator_change': 'pair_count < 5',
    'fct_indicator_change_by_background': 'pair_count < 5',
    'fct_change_spread': 'pair_count < 10',
    'fct_level_spread': 'person_count < 10',
    'fct_change_direction': 'pair_count < 10',
    'fct_response_coverage': 'paired_count < 5 or start_only_count < 5',
    'fct_answer_distribution': 'person_count < 10',
    'fct_answer_by_language': 'person_count < 10',
    'fct_change_condition': 'pair_count < 10 or mixed_count between 1 and 4 or pair_count - mixed_count between 1 and 4',
    'fct_indicator_class': 'person_count < 10',
    'rpt_indicator_change': 'pair_count < 5 or (coalesce(improved_share, change_median, change_sd) is not null and pair_count < 10)',
    'rpt_indicator_attrition': 'pair_count < 5 or lost_to_follow_up_count < 5',
} %}
{% for table_name, too_small in smallest.items() %}
    select
        '{{ table_name }}' as table_name,
        count(*) as row_count
    from {{ ref(table_name) }}
    where {{ too_small }}
    having count(*) > 0
    {{ 'union all' if not loop.last }}
{% endfor %}
