{#- The keys that every table about people begins with, from a relation with the cell's columns. -#}
{% macro cell_keys(cells, services, columns=['indicator_key']) -%}
    {{ cells }}.period_key,
    {{ period_date_key(cells ~ '.period_key') }} as date_key,
    {{ area_key("nullif(" ~ services ~ ".region_code, 'unknown')") }} as region_key,
    {{ area_key("nullif(" ~ services ~ ".municipality_code, 'unknown')") }} as municipality_key,
    {{ cells }}.service_key,
    {{ code_key([cells ~ '.questionnaire_code']) }} as questionnaire_key
    {%- for column in columns %},
    {{ cells }}.{{ column }}
    {%- endfor %}
{%- endmacro %}
