{%- set groups = 'indicator_key, period_key, phase_code, language_code' -%}
with

moments as (

    select * from {{ ref('int_reliability_moments') }}

),

indicators as (

    select * from {{ ref('dim_indicator') }}

),

periods as (

    select * from {{ ref('dim_period') }}

),

items as (

    select
        {{ groups }},
        question_code as item_code,
        person_count,
        cast(null as double) as alpha,
        {{ guarded('cast(shared_moment as double)', 'sqrt(cast(item_moment as double) * cast(rest_moment as double))') }}
            as item_rest_correlation,
        -- Of those who answered it, as in the item's distribution.
        cast(item_floor_count as double) / nullif(answered_count, 0) as floor_share,
        cast(item_ceiling_count as double) / nullif(answered_count, 0) as ceiling_share,
        cast(null as double) as straight_lining_share
    from moments

),

scales as (

    select
        {{ groups }},
        'all' as item_code,
        max(person_count) as person_count,
        -- Cronbach 1951: k / (k - 1) times (1 - sum of item variances / variance of the total).
        {{ guarded('cast(count(*) as double)', '(count(*) - 1.0e0)') }}
        * (1 - {{ guarded('cast(sum(item_moment) as double)', 'cast(max(total_moment) as double)') }}) as alpha,
        cast(null as double) as item_rest_correlation,
        cast(max(floor_count) as double) / nullif(max(person_count), 0) as floor_share,
        cast(max(ceiling_count) as double) / nullif(max(person_count), 0) as ceiling_share,
        cast(max(straight_count) as double) / nullif(max(person_count), 0) as straight_lining_share
    from moments
    group by {{ groups }}

),

listed as (

    select * from items
    union all
    select * from scales

)

select
    listed.period_key,
    periods.period_code,
    indicators.questionnaire_code,
    listed.indicator_key,
    indicators.indicator_code,
    listed.phase_code,
    coalesce(listed.language_code, 'all') as language_code,
    listed.item_code,
    -- A band and rounded shares: counts of people by language are published nowhere.
    case
        when listed.person_count < 50 then '30-49'
        when listed.person_count < 100 then '50-99'
        when listed.person_count < 200 then '100-199'
        else '200+'
    end as person_count_band,
    {{ rounded('listed.alpha', 4) }} as alpha,
    {{ rounded('listed.item_rest_correlation', 4) }} as item_rest_correlation,
    {{ rounded('listed.floor_share', 2) }} as floor_share,
    {{ rounded('listed.ceiling_share', 2) }} as ceiling_share,
    {{ rounded('listed.straight_lining_share', 2) }} as straight_lining_share
from listed
inner join indicators on listed.indicator_key = indicators.indicator_key
inner join periods on listed.period_key = periods.period_key
