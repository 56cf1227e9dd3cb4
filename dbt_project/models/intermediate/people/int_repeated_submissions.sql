with

submissions as (

    select * from {{ ref('int_submissions') }}
    where subject_code = 'person' and person_number is not null

),

completeness as (

    select
        submission_key,
        sum(answered_item_count) as answered_item_count
    from {{ ref('int_measurements') }}
    group by submission_key

),

timed as (

    select
        submission_key,
        questionnaire_code,
        person_number,
        service_key,
        phase_code,
        answered_at,
        lag(answered_at) over answering_order as previous_at,
        lead(answered_at) over answering_order as next_at
    from submissions
    window answering_order as (
        partition by person_number, service_key, phase_code, questionnaire_code
        order by answered_at asc, submission_key asc
    )

),

near as (

    select
        *,
        coalesce(answered_at <= previous_at + interval 24 hour, false) as follows_another
    from timed
    where answered_at <= previous_at + interval 24 hour or next_at <= answered_at + interval 24 hour

),

-- Submissions each within 24 h of the one before are one answering.
numbered as (

    select
        *,
        sum(case when follows_another then 0 else 1 end) over (
            partition by person_number, service_key, phase_code, questionnaire_code
            order by answered_at asc, submission_key asc
            rows between unbounded preceding and current row
        ) as answering_number
    from near

),

ranked as (

    select
        numbered.submission_key,
        row_number() over (
            partition by
                numbered.person_number,
                numbered.service_key,
                numbered.phase_code,
                numbered.questionnaire_code,
                numbered.answering_number
            order by completeness.answered_item_count desc, numbered.answered_at desc, numbered.submission_key desc
        ) as rank_number
    from numbered
    inner join completeness on numbered.submission_key = completeness.submission_key

)

select submission_key
from ranked
where rank_number > 1
