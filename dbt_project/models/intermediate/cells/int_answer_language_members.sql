{% set group_columns = 'questionnaire_code, period_key, pairing_status_code' %}
with

-- Questions that everybody in a distribution answered alike are published of it nowhere.
left_out as (

    select distinct {{ distribution_of_slot('slot_number') }} as distribution_number
    from {{ ref('int_unanimous') }}

),

-- Once per half-year, when it has closed. Starts without an end wait for it, and must be free to move.
members as (

    select
        members.questionnaire_code,
        members.period_key,
        members.pairing_status_code,
        members.distribution_number,
        members.measurement_key,
        members.person_number,
        members.distribution_atom_number,
        members.distribution_is_new,
        members.language_code
    from {{ ref('int_cell_members') }} as members
    left join {{ ref('stg_history__answer_language_groups') }} as known using ({{ group_columns }})
    left join left_out on members.distribution_number = left_out.distribution_number
    cross join {{ ref('int_as_of') }} as calendar
    where
        members.indicator_key = 0
        and members.status_code = 'published'
        and members.distribution_number is not null
        and members.pairing_status_code <> 'start_only'
        and known.questionnaire_code is null
        and left_out.distribution_number is null
        and {{ is_closed('members.period_key', 'calendar.as_of_date') }}
        and members.questionnaire_code in (
            select questions.questionnaire_code from {{ ref('int_question_bases') }} as questions
            where questions.indicator_key = 0
        )

),

several as (

    select {{ group_columns }}
    from members
    group by {{ group_columns }}
    having count(distinct language_code) > 1 and count(*) >= 2 * {{ smallest_distribution() }}

)

select
    members.questionnaire_code,
    members.period_key,
    members.pairing_status_code,
    members.distribution_number,
    members.measurement_key,
    members.person_number,
    members.distribution_atom_number,
    members.distribution_is_new,
    members.language_code
from members
inner join several using ({{ group_columns }})
