{% set columns -%}
    slot_number, part_number, questionnaire_code, indicator_key, period_key, phase_code, awaits_end, language_code
{%- endset %}
with

counted as (

    select
        {{ columns }},
        cast(count(*) as integer) as form_count
    from {{ ref('int_group_members') }}
    group by {{ columns }}

)

-- Answers group faster by one number than by eight columns.
select
    *,
    cast(row_number() over (order by {{ columns }}) as integer) as group_number
from counted
