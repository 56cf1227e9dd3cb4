-- A mean of so many, to one decimal, says of their sum only within ten points.
{% set fewest_pairs = 100 %}
with

places as (

    select * from {{ ref('int_report_places') }}

),

pairs as (

    select * from {{ ref('int_cell_members') }}
    where
        pairing_status_code = 'paired'
        and indicator_key <> 0
        and status_code = 'published'
        and publication_cell_service_key is not null

),

-- Places are made of publication cells: their pairs are counted without looking at people.
cells as (

    select
        publication_cell_service_key,
        period_key,
        indicator_key,
        count(*) as pair_count
    from pairs
    group by publication_cell_service_key, period_key, indicator_key

),

large as (

    select
        places.level,
        places.group_code,
        cells.period_key,
        cells.indicator_key
    from cells
    inner join places on cells.publication_cell_service_key = places.service_key
    group by places.level, places.group_code, cells.period_key, cells.indicator_key
    having sum(cells.pair_count) >= {{ fewest_pairs }}

),

indicators as (

    select * from {{ ref('stg_codebook__indicators') }}

),

-- Of forms that are corrected since, what is published of them.
older_sums as (

    {{ item_totals(ref('int_older_answers')) }}

),

scores as (

    select
        submission_key,
        indicator_key,
        score,
        answered_item_count < item_count as has_blanks
    from {{ ref('int_measurements') }}
    where score is not null
    union all
    select
        summed.submission_key,
        summed.indicator_key,
        {{ mapped_score('summed.answered_sum - summed.answered_item_count * indicators.item_low', 'summed.answered_item_count') }}
            as score,
        summed.answered_item_count < indicators.item_count as has_blanks
    from older_sums as summed
    inner join indicators on summed.indicator_key = indicators.indicator_key
    where summed.answered_item_count >= indicators.min_answered

),

averaged as (

    select
        large.level,
        large.group_code,
        large.period_key,
        large.indicator_key,
        count(*) as pair_count,
        count(*) filter (where start_scores.has_blanks or end_scores.has_blanks) as blank_pair_count,
        sum(start_scores.score) as start_sum,
        sum(end_scores.score) as end_sum
    from large
    inner join places on large.level = places.level and large.group_code = places.group_code
    inner join pairs
        on
            places.service_key = pairs.publication_cell_service_key
            and large.period_key = pairs.period_key
            and large.indicator_key = pairs.indicator_key
    inner join scores as start_scores
        on pairs.start_submission_key = start_scores.submission_key and pairs.indicator_key = start_scores.indicator_key
    inner join scores as end_scores
        on pairs.end_submission_key = end_scores.submission_key and pairs.indicator_key = end_scores.indicator_key
    group by large.level, large.group_code, large.period_key, large.indicator_key

)

-- What the scores of forms with blanks are off by is published of ten people or more, or is nothing.
select
    level,
    group_code,
    period_key,
    indicator_key,
{% for part, mean in {'start': 'start_sum', 'end': 'end_sum', 'change': '(end_sum - start_sum)'}.items() %}
    {{ rounded('cast(' ~ mean ~ ' as double) / nullif(pair_count, 0)', 1) }} as exact_{{ part }}_mean{{ ',' if not loop.last }}
{% endfor %}
from averaged
where blank_pair_count = 0 or blank_pair_count >= {{ smallest_distribution() }}
