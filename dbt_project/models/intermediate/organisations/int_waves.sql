with

submissions as (

    select * from {{ ref('int_submissions') }}
    where subject_code = 'organisation'

)

-- One period for the whole wave, whichever question its last respondent left out.
select
    questionnaire_code,
    form_version as wave_code,
    max(period_key) as period_key,
    min(answered_at) as first_answered_at
from submissions
group by questionnaire_code, form_version
