with

statistics as (

    select * from {{ ref('int_change_sentences') }}

),

periods as (

    select * from {{ ref('dim_period') }}

),

services as (

    select * from {{ ref('dim_service') }}

),

exact as (

    select * from {{ ref('int_place_exact_means') }}

)

select
    statistics.level,
    statistics.group_code,
    coalesce(services.service_key, 0) as service_key,
    coalesce(services.region_key, {{ known_area_key("case when statistics.level = 'county' then statistics.group_code end") }})
        as region_key,
    coalesce(services.municipality_key, 0) as municipality_key,
    statistics.name_fi,
    statistics.name_sv,
    statistics.name_en,
    statistics.covers_fi,
    statistics.covers_sv,
    statistics.covers_en,
    statistics.period_key,
    {{ period_date_key('statistics.period_key') }} as date_key,
    periods.period_code,
    {{ code_key(['statistics.questionnaire_code']) }} as questionnaire_key,
    statistics.questionnaire_code,
    statistics.indicator_key,
    statistics.indicator_code,
    statistics.pair_count,
    statistics.start_mean,
    statistics.end_mean,
    statistics.change_mean,
    exact.exact_start_mean,
    exact.exact_end_mean,
    exact.exact_change_mean,
    statistics.start_sd,
    statistics.end_sd,
    statistics.change_sd,
    statistics.change_ci_low,
    statistics.change_ci_high,
    statistics.interval_basis_code,
    statistics.change_median,
    statistics.effect_dz,
    statistics.effect_dav,
    -- Hedges' correction for few pairs.
    statistics.effect_dav * (1 - 3e0 / nullif(4 * (statistics.pair_count - 1) - 1, 0)) as effect_gav,
    1.96e0 * statistics.standard_error as detectable_change,
    {% for direction in ['improved', 'declined'] %}
        cast(statistics.{{ direction }}_count as double) / nullif(statistics.pair_count, 0) as {{ direction }}_share,
    {% endfor %}
    statistics.reliable_change,
    statistics.reliable_change_unequal,
    {% for direction in ['improved_unequal', 'declined_unequal'] %}
        cast(statistics.{{ direction }}_count as double) / nullif(statistics.pair_count, 0) as {{ direction }}_share,
    {% endfor %}
    {% for phase in ['start', 'end'] %}
        cast(statistics.counted_pair_count + statistics.{{ phase }}_only_count as integer) as {{ phase }}_count,
        {{ worst_status(['statistics.pair_status_code', 'statistics.' ~ phase ~ '_only_status_code']) }} as {{ phase }}_status_code,
    {% endfor %}
    statistics.single_count,
    statistics.single_status_code,
    statistics.retention_share,
    statistics.lost_to_follow_up_start_mean,
    statistics.conclusion_code,
    statistics.interpretation_fi,
    statistics.interpretation_sv,
    statistics.interpretation_en,
    statistics.discussion_fi,
    statistics.discussion_sv,
    statistics.discussion_en
from statistics
inner join periods on statistics.period_key = periods.period_key
left join exact
    on
        statistics.level = exact.level
        and statistics.group_code = exact.group_code
        and statistics.period_key = exact.period_key
        and statistics.indicator_key = exact.indicator_key
left join services on statistics.level = 'service' and statistics.group_code = services.service_code
