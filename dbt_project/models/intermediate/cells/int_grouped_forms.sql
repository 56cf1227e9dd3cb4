with

scores as (

    select
        *,
        cast(given_total + blank_count * own_mean as decimal(16, 6)) as total
    from {{ ref('int_item_scores') }}

)

select
    form_groups.group_number,
    members.indicator_key,
    members.submission_key,
    -- Null without blanks: most forms have none.
    case when scores.blank_count > 0 then scores.own_mean end as fill,
    scores.total,
    scores.is_straight,
    scores.is_floor,
    scores.is_ceiling
from {{ ref('int_group_members') }} as members
inner join {{ ref('int_form_groups') }} as form_groups
    on
        members.slot_number is not distinct from form_groups.slot_number
        and members.part_number is not distinct from form_groups.part_number
        and members.questionnaire_code = form_groups.questionnaire_code
        and members.indicator_key = form_groups.indicator_key
        and members.period_key = form_groups.period_key
        and members.phase_code = form_groups.phase_code
        and members.awaits_end = form_groups.awaits_end
        and members.language_code = form_groups.language_code
left join scores
    on
        members.submission_key = scores.submission_key
        and members.indicator_key = scores.indicator_key
