{#- A phase as a number, in the order of the phases' codes. -#}
{% macro phase_number(phase_code) -%}
    cast(case {{ phase_code }} when 'end' then 1 when 'single' then 2 else 3 end as tinyint)
{%- endmacro %}

{#-
    Whether a row is an answer of int_answer_contents; `questionnaire_code`: of the row, if not a column of its own.
-#}
{% macro same_content(answers, contents, questionnaire_code=none) -%}
    {{ questionnaire_code or answers ~ '.questionnaire_code' }} = {{ contents }}.questionnaire_code
    and {{ answers }}.question_code = {{ contents }}.question_code
    {%- for column in ['option_code', 'number_low', 'number_high', 'missing_kind'] %}
    and {{ answers }}.{{ column }} is not distinct from {{ contents }}.{{ column }}
    {%- endfor %}
{%- endmacro %}
