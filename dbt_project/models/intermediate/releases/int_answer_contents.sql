{% set columns = ['question_code', 'option_code', 'number_low', 'number_high', 'missing_kind'] %}
with

answers as (

    select {{ columns | join(', ') }} from {{ ref('stg_raw__answers') }}
    union
    select {{ columns | join(', ') }} from {{ ref('stg_history__answers') }}

)

select
    {% for column in columns %}
        {{ column }},
    {% endfor %}
    cast(row_number() over (order by {{ columns | join(' asc nulls last, ') }} asc nulls last) as integer) as answer_number
from answers
