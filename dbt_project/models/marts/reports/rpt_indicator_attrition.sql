with

statistics as (

    select * from {{ ref('int_change_statistics') }}
    where pair_count is not null

),

periods as (

    select * from {{ ref('dim_period') }}

),

-- One reference of each indicator is the population towards which a low group is expected to move.
reference_values as (

    select * from {{ ref('fct_indicator_reference') }}
    where is_drift_reference

),

referenced as (

    select
        statistics.*,
        periods.period_code,
        reference_values.reference_code,
        reference_values.reference_mean,
        cast(reference_values.reference_mean as double) as drift_mean
    from statistics
    inner join periods on statistics.period_key = periods.period_key
    left join reference_values on statistics.indicator_key = reference_values.indicator_key

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
    {{ guarded(
        '(lost_to_follow_up_start_mean - start_mean)',
        'sqrt((start_sd * start_sd + lost_to_follow_up_start_sd * lost_to_follow_up_start_sd) / 2)',
    ) }}
        as baseline_standardised_difference,
    start_end_correlation,
    reference_code,
    reference_mean,
    -- Regression to the mean, spreads being equal: end = mu + r (start - mu) (Barnett et al. 2005,
    -- International Journal of Epidemiology 34, 215-220).
    drift_mean + start_end_correlation * (start_mean - drift_mean) as expected_end_mean,
    (1 - start_end_correlation) * (drift_mean - start_mean) as expected_change_mean,
    change_mean
from referenced
