{#- Fewest people that a head count may tell; the gate holds the same bound by itself. -#}
{% macro smallest_head_count() -%}
    5
{%- endmacro %}

{#- Fewest people whose answers say how a scale behaves: [choice] 30. -#}
{% macro smallest_scale() -%}
    30
{%- endmacro %}
