-- Once per half-year, and then as it was: see orchestration/privacy/history.py.
with

counts as (

    select * from {{ ref('int_kept_answer_language_counts') }}

),

questions as (

    select * from {{ ref('stg_codebook__questions') }}

),

choices as (

    select * from {{ ref('stg_codebook__options') }}

),

asked as (

    select distinct
        questionnaire_code,
        period_key,
        pairing_status_code,
        phase_code,
        published_code,
        question_code,
        answered_count,
        selected_count,
        person_count
    from counts

)

select
    asked.period_key,
    {{ period_date_key('asked.period_key') }} as date_key,
    {{ code_key(['asked.questionnaire_code']) }} as questionnaire_key,
    questions.question_key,
    choices.option_key,
    {{ language_key('asked.published_code') }} as language_key,
    asked.pairing_status_code,
    asked.phase_code,
    coalesce(counts.answer_count, 0) as answer_count,
    asked.answered_count,
    asked.selected_count,
    asked.person_count
from asked
inner join questions
    on
        asked.questionnaire_code = questions.questionnaire_code
        and asked.question_code = questions.question_code
inner join choices
    on
        asked.questionnaire_code = choices.questionnaire_code
        and asked.question_code = choices.question_code
left join counts
    on
        asked.questionnaire_code = counts.questionnaire_code
        and asked.period_key = counts.period_key
        and asked.pairing_status_code = counts.pairing_status_code
        and asked.phase_code = counts.phase_code
        and asked.published_code = counts.published_code
        and asked.question_code = counts.question_code
        and choices.option_code = counts.option_code
        and choices.is_missing = counts.is_missing
