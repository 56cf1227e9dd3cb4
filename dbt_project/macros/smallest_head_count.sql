{#- Fewest people that a head count may tell; the gate holds the same bound by itself. -#}
{% macro smallest_head_count() -%}
    5
{%- endmacro %}
