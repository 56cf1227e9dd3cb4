with

item_sums as (

    select * from {{ ref('int_item_sums') }}

),

languages as (

    select
        indicator_key,
        period_key,
        phase_code,
        count(distinct language_code) as language_count,
        max(language_code) as only_language_code
    from item_sums
    where language_code is not null
    group by indicator_key, period_key, phase_code

)

select
    item_sums.indicator_key,
    item_sums.period_key,
    item_sums.phase_code,
    item_sums.language_code,
    item_sums.question_code,
    item_sums.person_count,
    item_sums.answered_count,
    item_sums.item_sum,
    item_sums.item_square_sum,
    item_sums.cross_sum,
    item_sums.total_sum,
    item_sums.total_square_sum,
    item_sums.item_floor_count,
    item_sums.item_ceiling_count,
    item_sums.floor_count,
    item_sums.ceiling_count,
    item_sums.straight_count,
    languages.language_count,
    languages.only_language_code
from item_sums
left join languages using (indicator_key, period_key, phase_code)
where item_sums.language_code is null
