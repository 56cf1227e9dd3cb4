select
    known.questionnaire_code,
    known.family_key,
    known.indicator_key,
    known.period_key,
    known.region_code,
    known.background_code,
    known.category_code,
    known.published_code
from {{ ref('stg_history__background_categories') }} as known
left join {{ ref('int_withdrawn_bounds') }} as withdrawn
    using (questionnaire_code, family_key, period_key, region_code)
where withdrawn.questionnaire_code is null
union all
select
    questionnaire_code,
    family_key,
    indicator_key,
    period_key,
    region_code,
    background_code,
    category_code,
    published_code
from {{ ref('int_new_background_categories') }}
