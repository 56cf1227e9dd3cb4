select
    measurement_key,
    version_number,
    phase_code,
    period_key,
    language_code,
    form_version,
    assistance_code,
    mode_code
from {{ source('history', 'forms') }}
