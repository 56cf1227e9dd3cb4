with

details as (

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

)

select
    details.submission_key,
    details.period_key,
    -- Null for one that is in the list no more.
    languages.language_code,
    details.form_version,
    details.assistance_code,
    details.mode_code
from details
left join {{ ref('languages') }} as languages on details.language_code = languages.language_code
