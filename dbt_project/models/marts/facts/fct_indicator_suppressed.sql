with

members as (

    select
        *,
        case when status_code = 'suppressed' then 'everything' else 'distribution' end as suppressed_from_code
    from {{ ref('int_cell_members') }}
    where
        distribution_number is null
        -- That somebody answered in a half-year of which nothing else is published would tell of a few.
        and period_key in (select periods.period_key from {{ ref('dim_period') }} as periods)

),

suppressed as (

    select
        questionnaire_code,
        indicator_key,
        period_key,
        pairing_status_code,
        suppressed_from_code,
        {{ known_area_key('region_code') }} as region_key,
        count(distinct person_number) as person_count,
        count(*) filter (where person_number is null) as uncoded_count,
        max(minimum_person_count) as minimum_person_count,
        max(minimum_uncoded_count) as minimum_uncoded_count
    from members
    group by all

),

-- The people suppressed in a county are themselves a group: the same minimum sizes decide whether they are few.
decided as (

    select
        *,
        person_count >= minimum_person_count
        or person_count + uncoded_count >= minimum_uncoded_count as is_enough
    from suppressed

)

select
    period_key,
    {{ period_date_key('period_key') }} as date_key,
    region_key,
    {{ code_key(['questionnaire_code']) }} as questionnaire_key,
    indicator_key,
    pairing_status_code,
    suppressed_from_code,
    {{ head_count_band('is_enough', 'person_count + uncoded_count') }} as suppressed_person_band
from decided
