{%- set groups = 'indicator_key, period_key, phase_code' -%}
{%- set parts = groups ~ ', language_code, awaits_end' -%}
with

items as (

    select * from {{ ref('stg_codebook__indicator_items') }}

),

counted as (

    select
        {% for column in parts.split(', ') %}
            form_groups.{{ column }},
        {% endfor %}
        forms.fill,
        forms.total,
        forms.is_floor,
        forms.is_ceiling,
        forms.is_straight
    from {{ ref('int_grouped_forms') }} as forms
    inner join {{ ref('int_form_groups') }} as form_groups on forms.group_number = form_groups.group_number
    where forms.total is not null

),

-- Language null: people of all languages. Starts without an end are apart in each: they must be free to
-- become pairs, and are in no language that is published by itself.
people as (

    select
        {{ parts }},
        cast(count(*) as integer) as person_count,
        cast(sum(total) as decimal(18, 4)) as total_sum,
        cast(sum(total * total) as decimal(18, 4)) as total_square_sum,
        coalesce(sum(fill), 0) as fill_sum,
        coalesce(sum(fill * fill), 0) as fill_square_sum,
        coalesce(sum(fill * total), 0) as fill_cross_sum,
        count(*) filter (where is_floor) as floor_count,
        count(*) filter (where is_ceiling) as ceiling_count,
        count(*) filter (where is_straight) as straight_count
    from counted
    group by grouping sets (({{ parts }}), ({{ groups }}))

),

answered as (

    select
        *,
        cast(answer_count as decimal(12, 0)) as given_count,
        cast(item_value as decimal(16, 6)) as answer
    from {{ ref('int_item_counts') }}

),

by_language as (

    select
        {{ parts }},
        question_code,
        sum(answer_count) as answered_count,
        sum(answer * given_count - fill_sum) as item_sum,
        sum(cast(answer * answer as decimal(26, 12)) * given_count - fill_square_sum) as item_square_sum,
        sum(answer * total_sum - fill_cross_sum) as cross_sum,
        coalesce(sum(answer_count) filter (where item_value = item_low), 0) as item_floor_count,
        coalesce(sum(answer_count) filter (where item_value = item_high), 0) as item_ceiling_count
    from answered
    group by {{ parts }}, question_code

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
