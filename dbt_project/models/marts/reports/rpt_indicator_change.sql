with

sums as (

    select * from {{ ref('int_change_sums') }}

),

indicators as (

    select * from {{ ref('dim_indicator') }}

),

periods as (

    select * from {{ ref('dim_period') }}

),

moments as (

    select
        sums.*,
        periods.period_code,
        indicators.questionnaire_code,
        indicators.indicator_code,
        indicators.higher_is,
        cast(indicators.reliability_alpha as double) as alpha,
        cast(indicators.reliability_start_sd as double) as declared_sd,
        cast(sums.start_sum as double) / sums.pair_count as start_mean,
        cast(sums.end_sum as double) / sums.pair_count as end_mean,
        cast(sums.change_sum as double) / sums.pair_count as change_mean,
        {{ sample_sd('sums.pair_count', 'sums.start_sum', 'sums.start_square_sum') }} as start_sd,
        {{ sample_sd('sums.pair_count', 'sums.end_sum', 'sums.end_square_sum') }} as end_sd,
        {{ sample_sd('sums.pair_count', 'sums.change_sum', 'sums.change_square_sum') }} as change_sd,
        {{ student_t('(sums.pair_count - 1)') }} as quantile
    from sums
    inner join indicators on sums.indicator_key = indicators.indicator_key
    inner join periods on sums.period_key = periods.period_key

),

worked_out as (

    select
        *,
        change_sd / sqrt(pair_count) as standard_error,
        change_mean - quantile * change_sd / sqrt(pair_count) as change_ci_low,
        change_mean + quantile * change_sd / sqrt(pair_count) as change_ci_high,
        {{ guarded('change_mean', '((start_sd + end_sd) / 2)') }} as effect_dav,
        cast(ended_count as double) / started_count as retention_share
    from moments

),

judged as (

    select
        *,
        case
            when change_ci_low is null then 'too_few_answers'
            when change_ci_low <= 0 and change_ci_high >= 0 then 'no_clear_change'
            when (change_mean > 0) = (higher_is <> 'worse') then 'improved'
            else 'declined'
        end as conclusion_code,
        ' (95 %:n luottamusväli ' || {{ in_words('change_ci_low', 'fi') }} || '…' || {{ in_words('change_ci_high', 'fi') }}
        || '; pareja ' || pair_count || ')' as bounds_fi,
        ' (95 % confidence interval ' || {{ in_words('change_ci_low') }} || ' to ' || {{ in_words('change_ci_high') }}
        || '; ' || pair_count || ' pairs)' as bounds_en
    from worked_out

),

said as (

    select
        *,
        {{ in_words('change_mean', 'fi') }} || bounds_fi as change_fi,
        {{ in_words('abs(change_mean)', 'fi') }} || bounds_fi as size_fi,
        {{ in_words('change_mean') }} || bounds_en as change_en,
        {{ in_words('abs(change_mean)') }} || bounds_en as size_en,
        cast(cast(round(100 * (1 - retention_share)) as integer) as varchar) as lost_to_follow_up_percent,
        cast(lost_to_follow_up_start_sum as double) / lost_to_follow_up_count as lost_to_follow_up_start_mean
    from judged

)

select
    level,
    group_code,
    name_fi,
    name_sv,
    name_en,
    case
        when pair_count is null then 'ei pareja, joista voisi kertoa'
        when level = 'service' or is_several then covers_fi
        else service_count || case service_count when 1 then ' palvelu' else ' palvelua' end
    end
    || case when is_partial then '; lisäksi vastaajia, jotka ovat liian pienessä ryhmässä tai joista kerrotaan muualla' else '' end
        as covers_fi,
    case
        when pair_count is null then 'no pairs that may be told of'
        when level = 'service' or is_several then covers_en
        else service_count || case service_count when 1 then ' service' else ' services' end
    end
    || case when is_partial then '; others are in groups too small to tell of, or told of elsewhere' else '' end
        as covers_en,
    period_key,
    period_code,
    questionnaire_code,
    indicator_key,
    indicator_code,
    pair_count,
    start_mean,
    end_mean,
    change_mean,
    start_sd,
    end_sd,
    change_sd,
    change_ci_low,
    change_ci_high,
    change_median,
    {{ guarded('change_mean', 'change_sd') }} as effect_dz,
    effect_dav,
    -- Hedges' correction for few pairs.
    effect_dav * (1 - 3e0 / (4 * (pair_count - 1) - 1)) as effect_gav,
    1.96e0 * standard_error as detectable_change,
    cast(improved_count as double) / pair_count as improved_share,
    cast(declined_count as double) / pair_count as declined_share,
    -- Jacobson & Truax 1991, with the declared alpha and spread; the second for unequal spreads.
    1.96e0 * sqrt(2e0) * coalesce(declared_sd, start_sd) * sqrt(1 - alpha) as reliable_change,
    1.96e0 * sqrt((start_sd * start_sd + end_sd * end_sd) * (1 - alpha)) as reliable_change_unequal,
    cast(improved_unequal_count as double) / pair_count as improved_unequal_share,
    cast(declined_unequal_count as double) / pair_count as declined_unequal_share,
    {% for phase in ['start', 'end'] %}
        cast(counted_pair_count + {{ phase }}_only_count as integer) as {{ phase }}_count,
        {{ worst_status(['pair_status_code', phase ~ '_only_status_code']) }} as {{ phase }}_status_code,
    {% endfor %}
    single_count,
    single_status_code,
    retention_share,
    lost_to_follow_up_start_mean,
    conclusion_code,
    {{ said_of_change('fi') }} as interpretation_fi,
    {{ said_of_change('en') }} as interpretation_en,
    {{ asked_of_change('fi') }} as discussion_fi,
    {{ asked_of_change('en') }} as discussion_en
from said
