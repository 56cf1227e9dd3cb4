{#- What says how an engine should go about it, and nothing about the answer. -#}

{#- Behind the `as` of a CTE that several others read: worked out once. Spark has no such word. -#}
{% macro once() -%}
    {{ 'materialized ' if target.type == 'duckdb' }}
{%- endmacro %}
