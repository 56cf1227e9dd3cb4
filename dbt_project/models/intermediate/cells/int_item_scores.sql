with

totalled as (

    select
        submission_key,
        indicator_key,
        answered_item_count,
        answered_sum,
        is_straight
    from {{ ref('int_item_totals') }}
    union all
    {{ item_totals(ref('int_older_answers')) }}

)

-- A blank item takes the person's own mean, as it does in the score; `fill` keeps it apart from what
-- was answered.
select
    totalled.submission_key,
    totalled.indicator_key,
    cast(totalled.answered_sum as decimal(16, 6)) as given_total,
    indicators.item_count - totalled.answered_item_count as blank_count,
    cast(
        cast(cast(totalled.answered_sum as decimal(16, 6)) as double) / totalled.answered_item_count as decimal(16, 6)
    ) as own_mean,
    totalled.is_straight,
    totalled.answered_sum = totalled.answered_item_count * indicators.item_low as is_floor,
    totalled.answered_sum = totalled.answered_item_count * indicators.item_high as is_ceiling
from totalled
inner join {{ ref('stg_codebook__indicators') }} as indicators on totalled.indicator_key = indicators.indicator_key
