{#- The keys that every table about people begins with, from a relation with the cell's columns. -#}
{% macro publication_cell_keys(cells, services, columns=['indicator_key']) -%}
    {{ cells }}.period_key,
    {{ period_date_key(cells ~ '.period_key') }} as date_key,
    {{ known_area_key(services ~ '.region_code') }} as region_key,
    {{ known_area_key(services ~ '.municipality_code') }} as municipality_key,
    {{ cells }}.service_key,
    {{ code_key([cells ~ '.questionnaire_code']) }} as questionnaire_key
    {%- for column in columns %},
    {{ cells }}.{{ column }}
    {%- endfor %}
{%- endmacro %}

{#- As area_key, 0 also where a service has no area, or is a merged group of several areas. -#}
{% macro known_area_key(code) -%}
    {{ area_key("case when " ~ code ~ " not in ('unknown', 'several') then " ~ code ~ " end") }}
{%- endmacro %}
