with

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
        pairing_status_code,
        member_at,
        start_submission_key,
        start_score,
        end_submission_key,
        end_score,
        single_submission_key,
        single_score
    from {{ ref('int_unpaired') }}

),

-- Outside pairs a person counts once per service, period and indicator: the latest one. Without a
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
