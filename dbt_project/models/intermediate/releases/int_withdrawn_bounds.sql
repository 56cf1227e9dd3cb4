select distinct
    measurements.questionnaire_code,
    measurements.family_key,
    measurements.bound_period_key as period_key,
    measurements.bound_region_code as region_code
from {{ ref('stg_history__measurements') }} as measurements
inner join {{ ref('int_withdrawn_people') }} as withdrawn on measurements.person_number = withdrawn.person_number
where measurements.bound_period_key is not null
