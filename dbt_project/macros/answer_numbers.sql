{#- A phase as a number, in the order of the phases' codes. -#}
{% macro phase_number(phase_code) -%}
    cast(case {{ phase_code }} when 'end' then 1 when 'single' then 2 else 3 end as tinyint)
{%- endmacro %}

{#- Whether two relations say the same answer to the same question. -#}
{% macro same_content(left, right) -%}
    {{ left }}.question_code = {{ right }}.question_code
    {%- for column in ['option_code', 'number_low', 'number_high', 'missing_kind'] %}
    and {{ left }}.{{ column }} is not distinct from {{ right }}.{{ column }}
    {%- endfor %}
{%- endmacro %}
