with

members as (

    select * from {{ ref('int_members') }}

),

cells as (

    select * from {{ ref('int_wanted_cells') }}

),

-- One list a person, sorted once: four lists in order take seven times as long, and more memory.
measurements as (

    select
        members.measurement_key,
        members.questionnaire_code,
        members.family_key,
        members.period_key,
        members.pairing_status_code,
        members.service_key,
        members.person_number,
        max(cells.publication_cell_service_key) as publication_cell_service_key,
        max(cells.publication_cell_service_code) as publication_cell_service_code,
        max(members.start_submission_key) as start_submission_key,
        max(members.end_submission_key) as end_submission_key,
        max(members.single_submission_key) as single_submission_key,
        {{ sorted_list(record({
            'indicator_key': 'members.indicator_key',
            'start_score': whole_score('members.start_score'),
            'end_score': whole_score('members.end_score'),
            'single_score': whole_score('members.single_score'),
        })) }} as scores
    from members
    inner join cells
        using (questionnaire_code, indicator_key, period_key, pairing_status_code, service_key)
    group by
        members.measurement_key, members.questionnaire_code, members.family_key, members.period_key,
        members.pairing_status_code, members.service_key, members.person_number

)

-- Scores in whole units of 10^-10, in order of the family's indicators.
select
    measurements.measurement_key,
    measurements.questionnaire_code,
    measurements.family_key,
    measurements.period_key,
    measurements.pairing_status_code,
    measurements.service_key,
    measurements.person_number,
    measurements.publication_cell_service_key,
    measurements.publication_cell_service_code,
    measurements.start_submission_key,
    measurements.end_submission_key,
    measurements.single_submission_key,
    {{ field_of_each('measurements.scores', 'start_score') }} as start_scores,
    {{ field_of_each('measurements.scores', 'end_score') }} as end_scores,
    {{ field_of_each('measurements.scores', 'single_score') }} as single_scores,
    {{ field_of_each('measurements.scores', 'indicator_key') }} as indicator_keys
from measurements
