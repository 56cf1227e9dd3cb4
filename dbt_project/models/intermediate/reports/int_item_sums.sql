with

submissions as (

    select * from {{ ref('stg_submissions') }}

),

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

cells as (

    select * from {{ ref('cells') }}
    where status_code = 'published' and indicator_key <> 0

),

-- Who is published at all, by phase: the same people as in every other table.
members as (

    {% for phase in ['start', 'end', 'single'] %}
        select
            members.indicator_key,
            members.period_key,
            '{{ phase }}' as phase_code,
            members.{{ phase }}_submission_key as submission_key
        from {{ ref('int_members') }} as members
        inner join cells
            using (questionnaire_code, indicator_key, period_key, stratum_code, service_key)
        where members.{{ phase }}_submission_key is not null
        {{ 'union all' if not loop.last }}
    {% endfor %}

),

-- Reliability is of those who answered every item.
complete as (

    select
        members.*,
        coalesce(submissions.language_code, 'unknown') as language_code
    from members
    inner join {{ ref('int_measurements') }} as measurements
        on
            members.submission_key = measurements.submission_key
            and members.indicator_key = measurements.indicator_key
    inner join submissions on members.submission_key = submissions.submission_key
    where measurements.scoring_code = 'complete'

),

answered as (

    select
        answers.submission_key,
        items.indicator_key,
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

),

totals as (

    select
        complete.indicator_key,
        complete.period_key,
        complete.phase_code,
        complete.language_code,
        complete.submission_key,
        cast(sum(answered.item_value) as decimal(9, 2)) as total,
        min(answered.given) = max(answered.given) as is_straight,
        bool_and(answered.item_value = answered.low) as is_floor,
        bool_and(answered.item_value = answered.high) as is_ceiling
    from complete
    inner join answered
        on
            complete.submission_key = answered.submission_key
            and complete.indicator_key = answered.indicator_key
    group by all

)

-- Items and totals as exact sums; language null: all languages together.
select
    totals.indicator_key,
    totals.period_key,
    totals.phase_code,
    totals.language_code,
    answered.question_code,
    cast(count(*) as integer) as person_count,
    cast(sum(answered.item_value) as decimal(18, 4)) as item_sum,
    cast(sum(answered.item_value * answered.item_value) as decimal(18, 4)) as item_square_sum,
    cast(sum(answered.item_value * totals.total) as decimal(18, 4)) as cross_sum,
    cast(sum(totals.total) as decimal(18, 4)) as total_sum,
    cast(sum(totals.total * totals.total) as decimal(18, 4)) as total_square_sum,
    count(*) filter (where answered.item_value = answered.low) as item_floor_count,
    count(*) filter (where answered.item_value = answered.high) as item_ceiling_count,
    count(*) filter (where totals.is_floor) as floor_count,
    count(*) filter (where totals.is_ceiling) as ceiling_count,
    count(*) filter (where totals.is_straight) as straight_count
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
