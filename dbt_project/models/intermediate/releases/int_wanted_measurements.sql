with

members as (

    select * from {{ ref('int_members') }}

),

cells as (

    select * from {{ ref('int_wanted_cells') }}

)

-- Scores in whole units of 10^-10, in order of the family's indicators.
select
    members.measurement_key,
    members.questionnaire_code,
    members.family_key,
    members.period_key,
    members.pairing_status_code,
    members.service_key,
    members.person_number,
    any_value(cells.publication_cell_service_key) as publication_cell_service_key,
    any_value(cells.publication_cell_service_code) as publication_cell_service_code,
    any_value(members.start_submission_key) as start_submission_key,
    any_value(members.end_submission_key) as end_submission_key,
    any_value(members.single_submission_key) as single_submission_key,
    list({{ whole_score('members.start_score') }} order by members.indicator_key) as start_scores,
    list({{ whole_score('members.end_score') }} order by members.indicator_key) as end_scores,
    list({{ whole_score('members.single_score') }} order by members.indicator_key) as single_scores,
    list(members.indicator_key order by members.indicator_key) as indicator_keys
from members
inner join cells
    using (questionnaire_code, indicator_key, period_key, pairing_status_code, service_key)
group by
    members.measurement_key, members.questionnaire_code, members.family_key, members.period_key,
    members.pairing_status_code, members.service_key, members.person_number
