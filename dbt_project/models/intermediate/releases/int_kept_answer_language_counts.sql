{% set columns = [
    'questionnaire_code', 'period_key', 'pairing_status_code', 'phase_code', 'published_code', 'question_code',
    'option_code', 'is_missing', 'answer_count', 'answered_count', 'selected_count', 'person_count',
] %}
with

withdrawn as (

    select distinct
        questionnaire_code,
        period_key
    from {{ ref('int_withdrawn_bounds') }}
    where family_key = 0

)

select
{% for column in columns %}
        known.{{ column }}{{ ',' if not loop.last }}
{% endfor %}
from {{ ref('stg_history__answer_language_counts') }} as known
left join withdrawn using (questionnaire_code, period_key)
where withdrawn.questionnaire_code is null
union all
-- Options that nobody chose are 0 wherever they are declared.
select
{% for column in columns %}
        {{ column }}{{ ',' if not loop.last }}
{% endfor %}
from {{ ref('int_new_answer_language_counts') }}
where answer_count > 0
