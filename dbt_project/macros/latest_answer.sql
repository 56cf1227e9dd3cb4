{#- How old the data are, without a clock: the latest answer of a person, as the one column latest_at. -#}
{% macro latest_answer() -%}
    select max(answered_at) as latest_at
    from {{ ref('int_submissions') }}
    where subject_code = 'person'
{%- endmacro %}
