select
    sums.indicator_key,
    sums.period_key,
    sums.phase_code
from {{ ref('int_item_sums') }} as sums
inner join {{ ref('stg_codebook__indicators') }} as indicators on sums.indicator_key = indicators.indicator_key
left join {{ ref('stg_history__language_groups') }} as known
    on
        indicators.family_key = known.family_key
        and sums.period_key = known.period_key
        and sums.phase_code = known.phase_code
cross join {{ ref('int_as_of') }} as calendar
where
    not sums.awaits_end
    and known.family_key is null
    and {{ is_closed('sums.period_key', 'calendar.as_of_date') }}
group by sums.indicator_key, sums.period_key, sums.phase_code
having count(distinct sums.language_code) > 1 and max(sums.person_count) >= {{ smallest_scale() }}
