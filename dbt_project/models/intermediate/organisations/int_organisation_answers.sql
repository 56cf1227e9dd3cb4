with

-- Only organisations: numbers about people come from publication cells alone.
submissions as (

    select
        submissions.submission_key,
        submissions.form_version as wave_code,
        submissions.answered_at,
        submissions.service_key,
        -- A service that does not name its area belongs to the county of its municipality.
        coalesce(submissions.area_code, services.region_code) as area_code
    from {{ ref('int_submissions') }} as submissions
    left join {{ ref('int_services') }} as services on submissions.service_key = services.service_key
    where submissions.subject_code = 'organisation'

),

questions as (

    select * from {{ ref('stg_codebook__questions') }}

),

answers as (

    select
        submissions.*,
        answers.questionnaire_code,
        answers.question_code,
        answers.option_code,
        answers.number_low,
        answers.number_high,
        answers.missing_kind,
        bool_or(answers.missing_kind is null) over (
            partition by submissions.submission_key, answers.question_code
        ) as is_answered,
        -- What an analyst coded for nobody in a wave was not coded: it has no number, not 0.
        coalesce(questions.note_method_fi, '') = ''
        or bool_or(answers.missing_kind is null) over (
            partition by answers.questionnaire_code, answers.question_code, submissions.wave_code
        ) as is_coded
    from submissions
    inner join {{ ref('int_answers') }} as answers on submissions.submission_key = answers.submission_key
    inner join questions
        on
            answers.questionnaire_code = questions.questionnaire_code
            and answers.question_code = questions.question_code
    where coalesce(answers.missing_kind, '') not in ('not_asked', 'not_shown')

)

-- Who answered comes before who did not, the latest first; all rows of a submission share a turn.
select
    *,
    cast(dense_rank() over (
        partition by questionnaire_code, question_code, wave_code, area_code
        order by is_answered desc nulls last, answered_at desc nulls last, submission_key desc nulls last
    ) as integer) as area_turn,
    cast(dense_rank() over (
        partition by questionnaire_code, question_code, wave_code, service_key
        order by is_answered desc nulls last, answered_at desc nulls last, submission_key desc nulls last
    ) as integer) as service_turn
from answers
where is_coded
