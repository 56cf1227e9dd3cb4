with

submissions as (

    select submissions.*
    from {{ ref('stg_submissions') }} as submissions
    left join {{ ref('int_repeated_submissions') }} as repeated
        on submissions.submission_key = repeated.submission_key
    where
        repeated.submission_key is null
        and submissions.subject_code = 'person'
        and (submissions.person_number is null or submissions.phase_code = 'single')

),

scorable as (

    select * from {{ ref('int_measurements') }}
    where is_counted

),

-- Those who cannot be followed over time: singles, and everyone without a respondent code.
alone as (

    select
        submissions.questionnaire_code,
        scorable.indicator_key,
        submissions.person_number,
        submissions.service_key,
        submissions.period_key,
        submissions.phase_code,
        submissions.answered_at,
        submissions.submission_key,
        scorable.score
    from submissions
    inner join scorable on submissions.submission_key = scorable.submission_key

),

candidates as (

    select
        questionnaire_code,
        indicator_key,
        person_number,
        service_key,
        period_key,
        pairing_status_code,
        member_at,
        start_submission_key,
        start_score,
        end_submission_key,
        end_score,
        null as single_submission_key,
        null as single_score
    from {{ ref('int_pairs') }}
    union all
    select
        questionnaire_code,
        indicator_key,
        person_number,
        service_key,
        period_key,
        -- Without a code nobody can say whether a start has an end: two cross-sections.
        case phase_code when 'single' then 'single' else phase_code || '_uncoded' end as pairing_status_code,
        answered_at as member_at,
        case when phase_code = 'start' then submission_key end as start_submission_key,
        case when phase_code = 'start' then score end as start_score,
        case when phase_code = 'end' then submission_key end as end_submission_key,
        case when phase_code = 'end' then score end as end_score,
        case when phase_code = 'single' then submission_key end as single_submission_key,
        case when phase_code = 'single' then score end as single_score
    from alone

),

-- Outside pairs a person counts once per service, period and indicator: the latest stays. Without a
-- code the time points of one row of a sheet are known to be of one person, and nothing more.
ranked as (

    select
        *,
        case
            when pairing_status_code = 'paired' then 1
            else
                row_number() over (
                    partition by
                        questionnaire_code,
                        indicator_key,
                        person_number,
                        case
                            when person_number is null
                                then {{ sheet_row_key('coalesce(start_submission_key, end_submission_key, single_submission_key)') }}
                        end,
                        service_key,
                        period_key,
                        pairing_status_code
                    order by
                        member_at desc,
                        coalesce(start_submission_key, end_submission_key, single_submission_key) desc
                )
        end as rank_number
    from candidates

)

select
    questionnaire_code,
    indicator_key,
    period_key,
    pairing_status_code,
    service_key,
    person_number,
    start_submission_key,
    start_score,
    end_submission_key,
    end_score,
    single_submission_key,
    single_score
from ranked
where rank_number = 1
