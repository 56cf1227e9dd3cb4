{#- The smallest head count that is published; the gate checks it by itself. -#}
{% macro smallest_head_count() -%}
    5
{%- endmacro %}

{#- The smallest head count of distributions, and of forms without a respondent code; the gate checks it too. -#}
{% macro smallest_distribution() -%}
    10
{%- endmacro %}

{#- So many distinct people are more than any minimum of groups and its margin (orchestration/privacy/groups.py). -#}
{% macro enough_people() -%}
    100
{%- endmacro %}

{#- The fewest people whose answers are used to judge a scale: 30, our choice. -#}
{% macro smallest_scale() -%}
    30
{%- endmacro %}
