select
    {{ slot_number('distribution_number', 'phase_code') }} as slot_number,
    -- Those who came to the distribution together, apart from those who came back with them.
    distribution_atom_number * 2 + cast(distribution_is_new as integer) as part_number,
    indicator_key,
    -- Items are published in all languages together.
    case when indicator_key = 0 then language_code end as language_code,
    submission_key
from {{ ref('int_member_phases') }}
where distribution_number is not null
