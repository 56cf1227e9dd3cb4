{% set columns = ['question_code', 'option_code', 'number_low', 'number_high', 'missing_kind'] %}
with

answers as (

    select
        deliveries.questionnaire_code,
    {% for column in columns %}
        answers.{{ column }}{{ ',' if not loop.last }}
    {% endfor %}
    from {{ ref('stg_raw__answers') }} as answers
    inner join {{ ref('int_deliveries') }} as deliveries on answers.delivery_id = deliveries.delivery_id
    union
    select
        measurements.questionnaire_code,
    {% for column in columns %}
        answers.{{ column }}{{ ',' if not loop.last }}
    {% endfor %}
    from {{ ref('stg_history__answers') }} as answers
    inner join {{ ref('stg_history__measurements') }} as measurements
        on answers.measurement_key = measurements.measurement_key

)

select
    questionnaire_code,
    {% for column in columns %}
        {{ column }},
    {% endfor %}
    cast(
        row_number() over (
            order by questionnaire_code asc, {{ columns | join(' asc nulls last, ') }} asc nulls last
        ) as integer
    ) as answer_number
from answers
