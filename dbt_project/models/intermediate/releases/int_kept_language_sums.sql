with

withdrawn as (

    select distinct
        family_key,
        period_key
    from {{ ref('int_withdrawn_bounds') }}

)

select
    known.family_key,
    known.indicator_key,
    known.period_key,
    known.phase_code,
    known.language_code,
    known.question_code,
    known.person_count,
    known.answered_count,
    known.item_sum,
    known.item_square_sum,
    known.cross_sum,
    known.total_sum,
    known.total_square_sum,
    known.item_floor_count,
    known.item_ceiling_count,
    known.floor_count,
    known.ceiling_count,
    known.straight_count
from {{ ref('stg_history__language_sums') }} as known
left join withdrawn using (family_key, period_key)
where withdrawn.family_key is null
union all
select
    languages.family_key,
    sums.indicator_key,
    sums.period_key,
    sums.phase_code,
    sums.language_code,
    sums.question_code,
    sums.person_count,
    sums.answered_count,
    sums.item_sum,
    sums.item_square_sum,
    sums.cross_sum,
    sums.total_sum,
    sums.total_square_sum,
    sums.item_floor_count,
    sums.item_ceiling_count,
    sums.floor_count,
    sums.ceiling_count,
    sums.straight_count
from {{ ref('int_item_sums') }} as sums
inner join {{ ref('int_reliability_languages') }} as languages using (indicator_key, period_key, phase_code, language_code)
where not sums.awaits_end and sums.person_count >= {{ smallest_scale() }}
