-- Written by a person: see orchestration/open_answers.
with

summaries as (

    select * from {{ ref('stg_open__summaries') }}

),

questions as (

    select * from {{ ref('stg_codebook__questions') }}

),

periods as (

    select * from {{ ref('dim_period') }}
    where is_closed

)

select
    summaries.period_key,
    {{ period_date_key('summaries.period_key') }} as date_key,
    {{ code_key(['summaries.questionnaire_code']) }} as questionnaire_key,
    questions.question_key,
    summaries.summary_language_code,
    summaries.summary_text,
    summaries.author_name,
    summaries.written_date
from summaries
inner join questions
    on
        summaries.questionnaire_code = questions.questionnaire_code
        and summaries.question_code = questions.question_code
inner join periods on summaries.period_key = periods.period_key
