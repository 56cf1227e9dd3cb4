select
    forms.measurement_key,
    forms.phase_code,
    submissions.period_key,
    submissions.language_code,
    submissions.form_version,
    submissions.assistance_code,
    submissions.mode_code
from {{ ref('int_measurement_forms') }} as forms
inner join {{ ref('int_submissions') }} as submissions on forms.submission_key = submissions.submission_key
