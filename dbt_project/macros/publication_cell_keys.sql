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

{#- Sums of pairs over a cell, exact: scores have two decimals, and no double is summed. -#}
{% macro pair_sums() -%}
    cast(count(*) as integer) as pair_count,
    cast(sum(start_score) as decimal(18, 4)) as start_sum,
    cast(sum(end_score) as decimal(18, 4)) as end_sum,
    cast(sum(end_score - start_score) as decimal(18, 4)) as change_sum,
    cast(sum(start_score * start_score) as decimal(18, 4)) as start_square_sum,
    cast(sum(end_score * end_score) as decimal(18, 4)) as end_square_sum,
    cast(sum((end_score - start_score) * (end_score - start_score)) as decimal(18, 4)) as change_square_sum,
    cast(sum(start_score * end_score) as decimal(18, 4)) as cross_sum
{%- endmacro %}
