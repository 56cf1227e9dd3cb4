select
    categories.questionnaire_code,
    categories.indicator_key,
    categories.period_key,
    categories.region_code,
    categories.background_code,
    categories.category_code,
    categories.published_code
from {{ ref('int_kept_background_categories') }} as categories
inner join {{ ref('stg_codebook__indicators') }} as indicators on categories.indicator_key = indicators.indicator_key
