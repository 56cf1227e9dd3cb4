-- Of whom nothing is left in raw: a measurement that is only gone or otherwise is not a withdrawal.
select distinct person_number
from {{ ref('stg_history__measurements') }}
where
    person_number is not null
    and person_number not in (
        select {{ person_number('person_key') }} from {{ ref('stg_raw__submissions') }}
        where person_key is not null
    )
