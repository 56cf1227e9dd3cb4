with

pairs as (

    select * from {{ ref('int_backgrounds') }}

),

-- Made from the pairs of the cells, and with them: see orchestration/privacy/backgrounds.py.
categories as (

    select * from {{ ref('int_background_categories') }}

),

summed as (

    select
        pairs.questionnaire_code,
        pairs.indicator_key,
        pairs.period_key,
        pairs.region_code,
        categories.background_code,
        categories.published_code,
        {{ pair_sums() }}
    from pairs
    inner join categories
        using (questionnaire_code, indicator_key, period_key, region_code, background_code, category_code)
    group by all

)

select
    period_key,
    {{ period_date_key('period_key') }} as date_key,
    {{ known_area_key('region_code') }} as region_key,
    {{ code_key(['questionnaire_code']) }} as questionnaire_key,
    indicator_key,
    {{ code_key(['questionnaire_code', 'background_code', 'published_code']) }} as background_key,
    pair_count,
    start_sum,
    end_sum,
    change_sum,
    start_square_sum,
    end_square_sum,
    change_square_sum,
    cross_sum
from summed
