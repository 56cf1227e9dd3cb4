with

phases as (

    select * from {{ ref('int_member_phases') }}
    where status_code = 'published' and indicator_key <> 0

),

submissions as (

    select * from {{ ref('int_published_details') }}

)

select
    phases.family_key,
    phases.indicator_key,
    phases.period_key,
    phases.phase_code,
    phases.pairing_status_code,
    phases.submission_key,
    phases.score,
    phases.person_number,
    phases.pair_number,
    phases.atom_number,
    phases.is_new,
    coalesce(submissions.language_code, 'unknown') as language_code
from phases
inner join submissions on phases.submission_key = submissions.submission_key
