with

present as (

    select distinct {{ person_number('submissions.person_key') }} as person_number
    from {{ ref('stg_raw__submissions') }} as submissions
    where submissions.person_key is not null

)

-- Of whom nothing is left in raw: a measurement that is only gone or otherwise is not a withdrawal.
select distinct measurements.person_number
from {{ ref('stg_history__measurements') }} as measurements
left join present on measurements.person_number = present.person_number
where measurements.person_number is not null and present.person_number is null
