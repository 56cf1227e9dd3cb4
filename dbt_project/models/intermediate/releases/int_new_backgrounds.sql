-- Once per county and half-year.
select backgrounds.*
from {{ ref('int_backgrounds') }} as backgrounds
left join {{ ref('stg_history__background_counties') }} as known
    using (questionnaire_code, family_key, period_key, region_code)
where known.questionnaire_code is null
