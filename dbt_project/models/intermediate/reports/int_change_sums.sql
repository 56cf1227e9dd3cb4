{% set kept = [
    'level', 'group_code', 'is_several', 'name_fi', 'name_sv', 'name_en', 'service_count',
    'covers_fi', 'covers_sv', 'covers_en', 'period_key', 'indicator_key', 'pair_count', 'start_sum', 'end_sum', 'change_sum',
] %}
{% set squares = ['start_square_sum', 'end_square_sum', 'change_square_sum', 'cross_sum'] %}
{% set outside = ['start_only', 'end_only', 'single'] %}
-- A service's own pairs of a half-year are all in its row; of another place some may be suppressed or merged.
{% set all_pairs %}
    coalesce(paired.status_code, 'number') = 'number' or pairs.level = 'service' and pairs.pair_count is not null
{%- endset %}
with

pairs as (

    select * from {{ ref('int_change_places') }}

),

spreads as (

    select * from {{ ref('int_place_spreads') }}

),

directions as (

    select * from {{ ref('int_place_directions') }}

),

medians as (

    select * from {{ ref('int_place_medians') }}

),

levels as (

    select * from {{ ref('int_place_levels') }}

),

-- Answers without a code, where any are published.
uncoded as (

    select distinct
        level,
        group_code,
        period_key,
        indicator_key
    from levels
    where pairing_status_code in ('start_uncoded', 'end_uncoded') and published_count is not null

)

select
    {% for column in kept %}
        pairs.{{ column }},
    {% endfor %}
    -- Of the same pairs or not at all: a larger group may be merged with others.
    {% for column in squares %}
        case when spreads.pair_count = pairs.pair_count then spreads.{{ column }} end as {{ column }},
    {% endfor %}
    spreads.wider_deviation_sum,
    spreads.wider_freedom_count,
    {% for direction in ['improved', 'declined', 'improved_unequal', 'declined_unequal'] %}
        case when directions.pair_count = pairs.pair_count then directions.{{ direction }}_count end as {{ direction }}_count,
    {% endfor %}
    case when medians.pair_count = pairs.pair_count then medians.change_median end as change_median,
    -- Nobody and nothing suppressed: a number, 0.
    {% for pairing_status in outside %}
        case when {{ pairing_status }}.status_code is null then 0 else {{ pairing_status }}.person_count end
            as {{ pairing_status }}_count,
        coalesce({{ pairing_status }}.status_code, 'number') as {{ pairing_status }}_status_code,
    {% endfor %}
    case when {{ all_pairs }} then coalesce(pairs.pair_count, paired.person_count, 0) end as counted_pair_count,
    case when {{ all_pairs }} then 'number' else paired.status_code end as pair_status_code,
    uncoded.level is not null as has_uncoded,
    pairs.level <> 'service'
    and coalesce(paired.status_code <> 'number' or paired.person_count > 0, false) as is_partial
from pairs
left join spreads using (level, group_code, period_key, indicator_key)
left join directions using (level, group_code, period_key, indicator_key)
left join medians using (level, group_code, period_key, indicator_key)
left join uncoded using (level, group_code, period_key, indicator_key)
{% for pairing_status in ['paired'] + outside %}
    left join levels as {{ pairing_status }}
        on
            pairs.level = {{ pairing_status }}.level
            and pairs.group_code = {{ pairing_status }}.group_code
            and pairs.period_key = {{ pairing_status }}.period_key
            and pairs.indicator_key = {{ pairing_status }}.indicator_key
            and {{ pairing_status }}.pairing_status_code = '{{ pairing_status }}'
{% endfor %}
