-- Once per county and half-year.
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
where known.questionnaire_code is null
