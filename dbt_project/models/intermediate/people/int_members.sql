with

indicators as (

    select * from {{ ref('stg_codebook__indicators') }}

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
        episode_code,
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
        episode_code,
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

-- A measurement is the same in every release: a start that gets its end, or whose service is merged.
select
    {{ stable_number([
        'ranked.questionnaire_code', 'coalesce(indicators.family_key, 0)', 'ranked.person_number',
        'case when ranked.person_number is not null then ranked.service_key end', 'ranked.episode_code',
    ]) }} as measurement_key,
    ranked.questionnaire_code,
    coalesce(indicators.family_key, 0) as family_key,
    ranked.indicator_key,
    ranked.period_key,
    ranked.pairing_status_code,
    ranked.service_key,
    ranked.person_number,
    ranked.start_submission_key,
    ranked.start_score,
    ranked.end_submission_key,
    ranked.end_score,
    ranked.single_submission_key,
    ranked.single_score
from ranked
left join indicators on ranked.indicator_key = indicators.indicator_key
where ranked.rank_number = 1
