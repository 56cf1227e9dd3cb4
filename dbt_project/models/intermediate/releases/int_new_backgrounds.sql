-- Once per county and half-year, when it has closed.
select
    backgrounds.questionnaire_code,
    backgrounds.family_key,
    backgrounds.indicator_key,
    backgrounds.period_key,
    backgrounds.region_code,
    backgrounds.background_code,
    backgrounds.category_code,
    backgrounds.pair_number,
    backgrounds.person_number,
    backgrounds.atom_number,
    backgrounds.is_new,
    backgrounds.start_score,
    backgrounds.end_score
from {{ ref('int_backgrounds') }} as backgrounds
left join {{ ref('stg_history__background_counties') }} as known
    using (questionnaire_code, family_key, period_key, region_code)
cross join {{ ref('int_as_of') }} as calendar
where known.questionnaire_code is null and {{ is_closed('backgrounds.period_key', 'calendar.as_of_date') }}
