with

pairs as (

    select * from {{ ref('int_new_backgrounds') }}

),

-- Made from the pairs of the cells, and with them: see orchestration/privacy/backgrounds.py.
categories as (

    select * from {{ ref('int_new_background_categories') }}

),

summed as (

    select
        pairs.questionnaire_code,
        pairs.family_key,
        pairs.indicator_key,
        pairs.period_key,
        pairs.region_code,
        categories.background_code,
        categories.published_code,
        {{ pair_sums() }}
    from pairs
    inner join categories
        using (questionnaire_code, indicator_key, period_key, region_code, background_code, category_code)
    group by
        pairs.questionnaire_code, pairs.family_key, pairs.indicator_key, pairs.period_key, pairs.region_code,
        categories.background_code, categories.published_code

)

select
    known.questionnaire_code,
    known.family_key,
    known.indicator_key,
    known.period_key,
    known.region_code,
    known.background_code,
    known.published_code,
    known.pair_count,
    known.start_sum,
    known.end_sum,
    known.change_sum
from {{ ref('stg_history__background_sums') }} as known
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
    published_code,
    pair_count,
    start_sum,
    end_sum,
    change_sum
from summed
