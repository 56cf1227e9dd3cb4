{%- set groups = 'indicator_key, period_key, phase_code' -%}
{%- set parts = groups ~ ', language_code, awaits_end' -%}
with

items as (

    select * from {{ ref('stg_codebook__indicator_items') }}

),

answered as (

    select
        submission_key,
        indicator_key,
        question_code,
        cast(item_low as decimal(16, 6)) as item_low,
        cast(item_high as decimal(16, 6)) as item_high,
        cast(item_value as decimal(16, 6)) as item_value
    from {{ ref('int_published_item_values') }}

),

-- The same people as in every other table.
counted as (

    select
        forms.period_key,
        forms.phase_code,
        forms.language_code,
        forms.pairing_status_code = 'start_only' as awaits_end,
        scores.*
    from {{ ref('int_published_forms') }} as forms
    inner join {{ ref('int_item_scores') }} as scores using (submission_key, indicator_key)

),

totals as (

    select
        *,
        case when blank_count > 0 then own_mean else 0 end as fill,
        cast(given_total + blank_count * own_mean as decimal(16, 6)) as total
    from counted

),

-- Language null: people of all languages. Starts without an end are apart in each: they must be free to
-- become pairs, and are in no language that is published by itself.
people as (

    select
        {{ parts }},
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
    group by grouping sets (({{ parts }}), ({{ groups }}))

),

by_language as (

    select
        {% for column in parts.split(', ') %}
            totals.{{ column }},
        {% endfor %}
        answered.question_code,
        count(*) as answered_count,
        sum(answered.item_value - totals.fill) as item_sum,
        sum(answered.item_value * answered.item_value - totals.fill * totals.fill) as item_square_sum,
        sum((answered.item_value - totals.fill) * totals.total) as cross_sum,
        count(*) filter (where answered.item_value = answered.item_low) as item_floor_count,
        count(*) filter (where answered.item_value = answered.item_high) as item_ceiling_count
    from totals
    inner join answered using (submission_key, indicator_key)
    group by all

),

-- Exact sums, so that of all languages they are the sums over the languages.
given as (

    select
        {{ parts }},
        question_code,
        sum(answered_count) as answered_count,
        sum(item_sum) as item_sum,
        sum(item_square_sum) as item_square_sum,
        sum(cross_sum) as cross_sum,
        cast(sum(item_floor_count) as bigint) as item_floor_count,
        cast(sum(item_ceiling_count) as bigint) as item_ceiling_count
    from by_language
    group by grouping sets (({{ parts }}, question_code), ({{ groups }}, question_code))

)

select
    {% for column in parts.split(', ') %}
        people.{{ column }},
    {% endfor %}
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
        and people.awaits_end is not distinct from given.awaits_end
        and items.question_code = given.question_code
