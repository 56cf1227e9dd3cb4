{#-
    How old the data are, without a clock: the latest answer of a person, as the one column latest_at. An
    answer dated after its file arrived is a slip and says nothing of anybody else, unless all are.
-#}
{% macro latest_answer() -%}
    select coalesce(max(answered_at) filter (where is_before_arrival), max(answered_at)) as latest_at
    from {{ ref('int_submissions') }}
    where subject_code = 'person'
{%- endmacro %}
