with

sums as (

    select * from {{ ref('int_change_sums') }}

),

retention as (

    select * from {{ ref('int_place_retention') }}

),

indicators as (

    select * from {{ ref('dim_indicator') }}

),

moments as (

    select
        sums.*,
        retention.lost_to_follow_up_count,
        coalesce(retention.lost_to_follow_up_status_code, 'number') as lost_to_follow_up_status_code,
        coalesce(retention.may_still_end, false) as may_still_end,
        cast(retention.ended_count as double) / nullif(retention.started_count, 0) as retention_share,
        indicators.questionnaire_code,
        indicators.indicator_code,
        indicators.higher_is,
        cast(indicators.reliability_alpha as double) as alpha,
        cast(indicators.reliability_start_sd as double) as declared_sd,
        cast(sums.start_sum as double) / nullif(sums.pair_count, 0) as start_mean,
        cast(sums.end_sum as double) / nullif(sums.pair_count, 0) as end_mean,
        cast(sums.change_sum as double) / nullif(sums.pair_count, 0) as change_mean,
        cast(retention.lost_to_follow_up_start_sum as double) / nullif(retention.lost_to_follow_up_count, 0)
            as lost_to_follow_up_start_mean,
        {{ sample_sd('sums.pair_count', 'sums.start_sum', 'sums.start_square_sum') }} as start_sd,
        {{ sample_sd('sums.pair_count', 'sums.end_sum', 'sums.end_square_sum') }} as end_sd,
        {{ sample_sd('sums.pair_count', 'sums.change_sum', 'sums.change_square_sum') }} as change_sd,
        {{ sample_sd(
            'retention.lost_to_follow_up_count',
            'retention.lost_to_follow_up_start_sum',
            'retention.lost_to_follow_up_start_square_sum',
        ) }} as lost_to_follow_up_start_sd,
        cast({{ moment('sums.pair_count', 'sums.cross_sum', 'sums.start_sum', 'sums.end_sum') }} as double)
        / (sums.pair_count * nullif(sums.pair_count - 1.0e0, 0)) as covariance,
        sqrt(sums.wider_deviation_sum / nullif(sums.wider_freedom_count, 0)) as wider_sd
    from sums
    inner join indicators on sums.indicator_key = indicators.indicator_key
    left join retention
        on
            sums.level = retention.level
            and sums.group_code = retention.group_code
            and sums.indicator_key = retention.indicator_key

),

-- The spread of the row's own pairs, or where that is not published, of the larger groups that they are in.
intervals as (

    select
        *,
        change_sd / sqrt(nullif(pair_count, 0)) as standard_error,
        case when change_sd is not null then 'own' when wider_sd is not null then 'wider' else 'none' end
            as interval_basis_code,
        {{ interval_end('-') }} as change_ci_low,
        {{ interval_end('+') }} as change_ci_high
    from moments

)

select
    level,
    group_code,
    is_several,
    name_fi,
    name_sv,
    name_en,
    service_count,
    covers_fi,
    covers_sv,
    covers_en,
    period_key,
    indicator_key,
    questionnaire_code,
    indicator_code,
    higher_is,
    pair_count,
    improved_count,
    declined_count,
    improved_unequal_count,
    declined_unequal_count,
    start_mean,
    end_mean,
    change_mean,
    change_median,
    start_sd,
    end_sd,
    change_sd,
    standard_error,
    change_ci_low,
    change_ci_high,
    interval_basis_code,
    counted_pair_count,
    pair_status_code,
    start_only_count,
    start_only_status_code,
    end_only_count,
    end_only_status_code,
    single_count,
    single_status_code,
    has_uncoded,
    is_partial,
    retention_share,
    may_still_end,
    lost_to_follow_up_count,
    lost_to_follow_up_status_code,
    lost_to_follow_up_start_mean,
    lost_to_follow_up_start_sd,
    {{ guarded('covariance', '(start_sd * end_sd)') }} as start_end_correlation,
    {{ guarded('change_mean', 'change_sd') }} as effect_dz,
    {{ guarded('change_mean', '((start_sd + end_sd) / 2)') }} as effect_dav,
    {{ reliable_change('coalesce(declared_sd, start_sd)', 'alpha') }} as reliable_change,
    {{ reliable_change_unequal('start_sd', 'end_sd', 'alpha') }} as reliable_change_unequal,
    case
        when pair_count is null then 'too_few_answers'
        when change_ci_low is null then 'no_interval'
        when change_ci_low <= 0 and change_ci_high >= 0 then 'no_clear_change'
        when (change_mean > 0) = (higher_is <> 'worse') then 'improved'
        else 'declined'
    end as conclusion_code
from intervals
