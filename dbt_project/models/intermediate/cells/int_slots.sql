select
    {{ slot_number('distribution_number', 'phase_code') }} as slot_number,
    indicator_key,
    submission_key
from {{ ref('int_member_phases') }}
where distribution_number is not null
