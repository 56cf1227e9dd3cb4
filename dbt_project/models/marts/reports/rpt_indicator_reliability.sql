{%- set groups = 'indicator_key, period_key, phase_code, language_code' -%}
with

item_sums as (

    select * from {{ ref('int_item_sums') }}

),

indicators as (

    select * from {{ ref('dim_indicator') }}

),

periods as (

    select * from {{ ref('dim_period') }}

),

-- Several languages: those that orchestration/privacy/languages.py publishes separately.
languages as (

    select
        indicator_key,
        period_key,
        phase_code,
        count(distinct language_code) as language_count
    from item_sums
    where language_code is not null
    group by indicator_key, period_key, phase_code

),

told as (

    select item_sums.*
    from item_sums
    inner join languages using (indicator_key, period_key, phase_code)
    left join {{ ref('reliability_languages') }} as alone using (indicator_key, period_key, phase_code, language_code)
    where
        item_sums.person_count >= {{ smallest_scale() }}
        and (item_sums.language_code is null or languages.language_count = 1 or alone.language_code is not null)

),

-- n^2 times variances and covariances, exact; the rest is the total less the item.
moments as (

    select
        *,
        {{ moment('person_count', 'item_square_sum', 'item_sum', 'item_sum') }} as item_moment,
        {{ moment('person_count', 'total_square_sum', 'total_sum', 'total_sum') }} as total_moment,
        {{ moment(
            'person_count',
            '(total_square_sum - 2 * cross_sum + item_square_sum)',
            '(total_sum - item_sum)',
            '(total_sum - item_sum)',
        ) }} as rest_moment,
        {{ moment('person_count', '(cross_sum - item_square_sum)', 'item_sum', '(total_sum - item_sum)') }} as shared_moment
    from told

),

items as (

    select
        {{ groups }},
        question_code as item_code,
        person_count,
        cast(null as double) as alpha,
        {{ guarded('cast(shared_moment as double)', 'sqrt(cast(item_moment as double) * cast(rest_moment as double))') }}
            as item_rest_correlation,
        -- Of those who answered it: the item's answers as its distribution tells them.
        cast(item_floor_count as double) / nullif(answered_count, 0) as floor_share,
        cast(item_ceiling_count as double) / nullif(answered_count, 0) as ceiling_share,
        cast(null as double) as straight_lining_share
    from moments

),

scales as (

    select
        {{ groups }},
        'all' as item_code,
        any_value(person_count) as person_count,
        -- Cronbach 1951: k / (k - 1) times (1 - sum of item variances / variance of the total).
        {{ guarded('cast(count(*) as double)', '(count(*) - 1.0e0)') }}
        * (1 - {{ guarded('cast(sum(item_moment) as double)', 'cast(any_value(total_moment) as double)') }}) as alpha,
        cast(null as double) as item_rest_correlation,
        cast(any_value(floor_count) as double) / any_value(person_count) as floor_share,
        cast(any_value(ceiling_count) as double) / any_value(person_count) as ceiling_share,
        cast(any_value(straight_count) as double) / any_value(person_count) as straight_lining_share
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
    round(listed.alpha, 4) as alpha,
    round(listed.item_rest_correlation, 4) as item_rest_correlation,
    round(listed.floor_share, 2) as floor_share,
    round(listed.ceiling_share, 2) as ceiling_share,
    round(listed.straight_lining_share, 2) as straight_lining_share
from listed
inner join indicators on listed.indicator_key = indicators.indicator_key
inner join periods on listed.period_key = periods.period_key
