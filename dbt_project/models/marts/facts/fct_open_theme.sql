-- Decided once, by a person: see orchestration/privacy/open_themes.py.
with

themes as (

    select * from {{ ref('stg_open__themes') }}

),

questions as (

    select * from {{ ref('stg_codebook__questions') }}

),

periods as (

    select * from {{ ref('dim_period') }}
    where is_closed

)

select
    themes.period_key,
    {{ period_date_key('themes.period_key') }} as date_key,
    {{ code_key(['themes.questionnaire_code']) }} as questionnaire_key,
    questions.question_key,
    themes.theme_code,
    themes.theme_order,
    themes.theme_name_fi,
    themes.theme_name_sv,
    themes.theme_name_en,
    case when themes.theme_person_band is null then 'suppressed' else 'published' end as theme_status_code,
    themes.theme_person_band,
    themes.read_person_band
from themes
inner join questions
    on
        themes.questionnaire_code = questions.questionnaire_code
        and themes.question_code = questions.question_code
inner join periods on themes.period_key = periods.period_key
