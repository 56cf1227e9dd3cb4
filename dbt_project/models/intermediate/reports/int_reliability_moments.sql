{% set columns = [
    'period_key', 'phase_code', 'language_code', 'question_code', 'person_count', 'answered_count', 'item_sum',
    'item_square_sum', 'cross_sum', 'total_sum', 'total_square_sum', 'item_floor_count', 'item_ceiling_count', 'floor_count',
    'ceiling_count', 'straight_count',
] %}
with

sums as (

    select * from {{ ref('int_reliability_sums') }}

),

everybody as (

    select * from sums
    where person_count >= {{ smallest_scale() }}

),

-- Where there are several languages, those that are published by themselves are published once, and then as
-- they were.
several as (

    select distinct
        indicator_key,
        period_key,
        phase_code
    from sums
    where language_count > 1

),

published as (

    select
        indicator_key,
        {{ columns | join(', ') }}
    from everybody
    union all
    -- The only language is everybody's.
    select
        everybody.indicator_key,
    {% for column in columns %}
        {{ 'everybody.only_language_code' if column == 'language_code' else 'everybody.' ~ column }}{{ ',' if not loop.last }}
    {% endfor %}
    from everybody
    where everybody.language_count = 1
    union all
    select
        kept.indicator_key,
    {% for column in columns %}
        kept.{{ column }}{{ ',' if not loop.last }}
    {% endfor %}
    from {{ ref('int_kept_language_sums') }} as kept
    -- A language that is the only one now is in the rows above.
    inner join several using (indicator_key, period_key, phase_code)

)

-- n^2 times variances and covariances, exact; the rest is the total less the item.
select
    indicator_key,
    period_key,
    phase_code,
    language_code,
    question_code,
    person_count,
    answered_count,
    item_floor_count,
    item_ceiling_count,
    floor_count,
    ceiling_count,
    straight_count,
    {{ moment('person_count', 'item_square_sum', 'item_sum', 'item_sum') }} as item_moment,
    {{ moment('person_count', 'total_square_sum', 'total_sum', 'total_sum') }} as total_moment,
    {{ moment(
        'person_count',
        '(total_square_sum - 2 * cross_sum + item_square_sum)',
        '(total_sum - item_sum)',
        '(total_sum - item_sum)',
    ) }} as rest_moment,
    {{ moment('person_count', '(cross_sum - item_square_sum)', 'item_sum', '(total_sum - item_sum)') }} as shared_moment
from published
