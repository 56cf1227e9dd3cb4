with

-- Only organisations: a share of people would be a table beside the cells.
submissions as (

    select
        stg_submissions.submission_key,
        stg_submissions.form_version as wave_code,
        stg_submissions.answered_at,
        stg_submissions.service_key,
        -- A service that does not name its area stands in the one of its municipality.
        coalesce(stg_submissions.area_code, services.region_code) as area_code
    from {{ ref('stg_submissions') }} as stg_submissions
    left join {{ ref('dim_service') }} as services on stg_submissions.service_key = services.service_key
    where stg_submissions.subject_code = 'organisation'

),

answers as (

    select
        submissions.*,
        stg_answers.questionnaire_code,
        stg_answers.question_code,
        stg_answers.option_code,
        stg_answers.number_low,
        stg_answers.number_high,
        stg_answers.missing_kind,
        bool_or(stg_answers.missing_kind is null) over (
            partition by submissions.submission_key, stg_answers.question_code
        ) as is_answered
    from submissions
    inner join {{ ref('stg_answers') }} as stg_answers on submissions.submission_key = stg_answers.submission_key
    where coalesce(stg_answers.missing_kind, '') not in ('not_asked', 'not_shown')

)

-- Who answered comes before who did not, the latest first; all rows of a submission share a turn.
select
    *,
    dense_rank() over (
        partition by questionnaire_code, question_code, wave_code, area_code
        order by is_answered desc nulls last, answered_at desc nulls last, submission_key desc nulls last
    ) as area_turn,
    dense_rank() over (
        partition by questionnaire_code, question_code, wave_code, service_key
        order by is_answered desc nulls last, answered_at desc nulls last, submission_key desc nulls last
    ) as service_turn
from answers
