{%- set groups = 'indicator_key, period_key, phase_code' -%}
with

answers as (

    select * from {{ ref('stg_answers') }}

),

indicators as (

    select
        *,
        {{ code_key(['questionnaire_code', 'indicator_code']) }} as indicator_key,
        case score_method when 'sum' then item_count else 1 end as range_share
    from {{ source('codebook', 'indicators') }}

),

items as (

    select
        indicators.indicator_key,
        indicators.item_count,
        items.questionnaire_code,
        items.question_code,
        items.is_reversed,
        cast(indicators.item_low / indicators.range_share as decimal(9, 2)) as low,
        cast(indicators.item_high / indicators.range_share as decimal(9, 2)) as high
    from {{ source('codebook', 'indicator_items') }} as items
    inner join indicators
        on
            items.questionnaire_code = indicators.questionnaire_code
            and items.indicator_code = indicators.indicator_code

),

spoken as (

    select * from {{ ref('int_member_phases') }}

),

answered as (

    select
        answers.submission_key,
        items.indicator_key,
        items.item_count,
        items.question_code,
        items.low,
        items.high,
        cast(answers.number_low as decimal(9, 2)) as given,
        cast(
            case when items.is_reversed then items.low + items.high - answers.number_low else answers.number_low end
            as decimal(9, 2)
        ) as item_value
    from answers
    inner join items
        on
            answers.questionnaire_code = items.questionnaire_code
            and answers.question_code = items.question_code
    where answers.number_low between items.low and items.high

),

-- Everybody who is published at all, the same people as in every other table: an item left out
-- stands at the person's own mean, as it does in the score. The two are apart in `fill`.
counted as (

    select
        spoken.indicator_key,
        spoken.period_key,
        spoken.phase_code,
        spoken.language_code,
        spoken.submission_key,
        cast(sum(answered.item_value) as decimal(9, 2)) as given_total,
        any_value(answered.item_count) - count(*) as blank_count,
        cast(round(cast(sum(answered.item_value) as double) / count(*), 2) as decimal(9, 2)) as own_mean,
        min(answered.given) = max(answered.given) as is_straight,
        bool_and(answered.item_value = answered.low) as is_floor,
        bool_and(answered.item_value = answered.high) as is_ceiling
    from spoken
    inner join answered
        on
            spoken.submission_key = answered.submission_key
            and spoken.indicator_key = answered.indicator_key
    group by all

),

totals as (

    select
        *,
        case when blank_count > 0 then own_mean else 0 end as fill,
        cast(given_total + blank_count * own_mean as decimal(9, 2)) as total
    from counted

),

-- Language null: all languages together.
people as (

    select
        {{ groups }},
        language_code,
        cast(count(*) as integer) as person_count,
        cast(sum(total) as decimal(18, 4)) as total_sum,
        cast(sum(total * total) as decimal(18, 4)) as total_square_sum,
        sum(fill) as fill_sum,
        sum(fill * fill) as fill_square_sum,
        sum(fill * total) as fill_cross_sum,
        count(*) filter (where is_floor) as floor_count,
        count(*) filter (where is_ceiling) as ceiling_count,
        count(*) filter (where is_straight) as straight_count
    from totals
    group by grouping sets (({{ groups }}, language_code), ({{ groups }}))

),

given as (

    select
        totals.indicator_key,
        totals.period_key,
        totals.phase_code,
        totals.language_code,
        answered.question_code,
        count(*) as answered_count,
        sum(answered.item_value - totals.fill) as item_sum,
        sum(answered.item_value * answered.item_value - totals.fill * totals.fill) as item_square_sum,
        sum((answered.item_value - totals.fill) * totals.total) as cross_sum,
        count(*) filter (where answered.item_value = answered.low) as item_floor_count,
        count(*) filter (where answered.item_value = answered.high) as item_ceiling_count
    from totals
    inner join answered
        on
            totals.submission_key = answered.submission_key
            and totals.indicator_key = answered.indicator_key
    group by
        grouping sets (
            (totals.indicator_key, totals.period_key, totals.phase_code, totals.language_code, answered.question_code),
            (totals.indicator_key, totals.period_key, totals.phase_code, answered.question_code)
        )

)

select
    people.indicator_key,
    people.period_key,
    people.phase_code,
    people.language_code,
    items.question_code,
    people.person_count,
    cast(coalesce(given.answered_count, 0) as integer) as answered_count,
    -- Blanks of the item are everybody's fills less those of who did answer it.
    cast(people.fill_sum + coalesce(given.item_sum, 0) as decimal(18, 4)) as item_sum,
    cast(people.fill_square_sum + coalesce(given.item_square_sum, 0) as decimal(18, 4)) as item_square_sum,
    cast(people.fill_cross_sum + coalesce(given.cross_sum, 0) as decimal(18, 4)) as cross_sum,
    people.total_sum,
    people.total_square_sum,
    coalesce(given.item_floor_count, 0) as item_floor_count,
    coalesce(given.item_ceiling_count, 0) as item_ceiling_count,
    people.floor_count,
    people.ceiling_count,
    people.straight_count
from people
inner join items on people.indicator_key = items.indicator_key
left join given
    on
        people.indicator_key = given.indicator_key
        and people.period_key = given.period_key
        and people.phase_code = given.phase_code
        and people.language_code is not distinct from given.language_code
        and items.question_code = given.question_code
