with

submissions as (

    select submissions.*
    from {{ ref('stg_submissions') }} as submissions
    left join {{ ref('int_repeated_submissions') }} as repeated
        on submissions.submission_key = repeated.submission_key
    where
        repeated.submission_key is null
        and submissions.subject_code = 'person'
        and submissions.person_number is not null
        and submissions.phase_code in ('start', 'end')

),

ordered as (

    select
        *,
        lag(phase_code) over (
            partition by person_number, service_key, questionnaire_code
            -- At the same moment a start comes before an end: 'start' sorts after 'end'.
            order by answered_at asc, phase_code desc, submission_key asc
        ) as previous_phase_code
    from submissions

)

select
    submission_key,
    questionnaire_code,
    person_number,
    service_key,
    phase_code,
    answered_at,
    -- Number 0: ends before the first start of this person in this service.
    cast(
        sum(case when phase_code = 'start' and coalesce(previous_phase_code, 'end') = 'end' then 1 else 0 end) over (
            partition by person_number, service_key, questionnaire_code
            order by answered_at asc, phase_code desc, submission_key asc
            rows between unbounded preceding and current row
        ) as integer
    ) as episode_number
from ordered
