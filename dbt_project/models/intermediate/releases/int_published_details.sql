select
    submission_key,
    period_key,
    language_code,
    form_version,
    assistance_code,
    mode_code
from {{ ref('int_submissions') }}
union all
select
    older.submission_key,
    forms.period_key,
    forms.language_code,
    forms.form_version,
    forms.assistance_code,
    forms.mode_code
from {{ ref('stg_history__forms') }} as forms
inner join {{ ref('int_older_forms') }} as older using (measurement_key, version_number, phase_code)
