with

sums as (

    select * from {{ ref('int_change_sums') }}
    where pair_count is not null

),

indicators as (

    select * from {{ ref('dim_indicator') }}

),

periods as (

    select * from {{ ref('dim_period') }}

),

-- One reference of each indicator is the population that a low group is expected to drift towards.
reference_values as (

    select * from {{ ref('fct_indicator_reference') }}
    where is_drift_reference

),

moments as (

    select
        sums.*,
        periods.period_code,
        indicators.questionnaire_code,
        indicators.indicator_code,
        reference_values.reference_code,
        reference_values.reference_mean,
        cast(reference_values.reference_mean as double) as drift_mean,
        cast(sums.start_sum as double) / sums.pair_count as start_mean,
        cast(sums.change_sum as double) / sums.pair_count as change_mean,
        cast(sums.lost_to_follow_up_start_sum as double) / sums.lost_to_follow_up_count as lost_to_follow_up_start_mean,
        {{ sample_sd('sums.pair_count', 'sums.start_sum', 'sums.start_square_sum') }} as start_sd,
        {{ sample_sd('sums.pair_count', 'sums.end_sum', 'sums.end_square_sum') }} as end_sd,
        {{ sample_sd('sums.lost_to_follow_up_count', 'sums.lost_to_follow_up_start_sum', 'sums.lost_to_follow_up_start_square_sum') }} as lost_to_follow_up_start_sd,
        cast({{ moment('sums.pair_count', 'sums.cross_sum', 'sums.start_sum', 'sums.end_sum') }} as double)
        / (sums.pair_count * nullif(sums.pair_count - 1.0e0, 0)) as covariance
    from sums
    inner join indicators on sums.indicator_key = indicators.indicator_key
    inner join periods on sums.period_key = periods.period_key
    left join reference_values on sums.indicator_key = reference_values.indicator_key

),

correlated as (

    select
        *,
        {{ guarded('covariance', '(start_sd * end_sd)') }} as start_end_correlation
    from moments

)

select
    level,
    group_code,
    name_fi,
    name_sv,
    name_en,
    period_key,
    period_code,
    questionnaire_code,
    indicator_key,
    indicator_code,
    pair_count,
    start_mean,
    start_sd,
    lost_to_follow_up_count,
    lost_to_follow_up_status_code,
    lost_to_follow_up_start_mean,
    lost_to_follow_up_start_sd,
    lost_to_follow_up_start_mean - start_mean as baseline_difference,
    -- Standardised mean difference, the two variances weighed alike (Austin 2009, doi 10.1002/sim.3697).
    {{ guarded('(lost_to_follow_up_start_mean - start_mean)', 'sqrt((start_sd * start_sd + lost_to_follow_up_start_sd * lost_to_follow_up_start_sd) / 2)') }}
        as baseline_standardised_difference,
    start_end_correlation,
    reference_code,
    reference_mean,
    -- Regression to the mean, spreads being equal: end = mu + r (start - mu) (Barnett et al. 2005,
    -- International Journal of Epidemiology 34, 215-220).
    drift_mean + start_end_correlation * (start_mean - drift_mean) as expected_end_mean,
    (1 - start_end_correlation) * (drift_mean - start_mean) as expected_change_mean,
    change_mean
from correlated
