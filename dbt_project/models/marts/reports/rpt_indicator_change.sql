with

statistics as (

    select * from {{ ref('int_change_statistics') }}

),

periods as (

    select * from {{ ref('dim_period') }}

),

services as (

    select * from {{ ref('dim_service') }}

),

texts as (

    select * from {{ ref('interpretation_texts') }}

),

-- Which sentence of each kind a row gets; null: none.
chosen as (

    select
        *,
        case
            when conclusion_code = 'too_few_answers' and pair_status_code = 'merged' then 'too_few_answers_merged'
            when conclusion_code in ('too_few_answers', 'no_interval', 'no_clear_change') then conclusion_code
            else conclusion_code || case when change_mean > 0 then '_rising' else '_falling' end
        end as result_text,
        case when interval_basis_code = 'wider' and pair_count is not null then 'interval_wider' end as interval_text,
        case when higher_is = 'worse' and pair_count is not null then 'lower_is_better' end as scale_text,
        case
            when retention_share is null then 'missing_not_published'
            when retention_share < 1 and may_still_end then 'missing_some_awaited'
            when retention_share < 1 then 'missing_some'
        end as missing_text,
        -- A row without pairs has nobody to compare with.
        case
            when retention_share < 1 and lost_to_follow_up_start_mean is not null
                then 'missing_start_mean' || case when start_mean is null then '' else '_compared' end
        end as missing_start_text,
        case when has_uncoded then 'uncoded' end as uncoded_text,
        case when higher_is = 'worse' then 'caution_rising' else 'caution_falling' end as caution_text,
        'discuss_' || conclusion_code as discussion_text,
        case when coalesce(retention_share, 0) < 1 then 'discuss_missing' end as discussion_missing_text,
        case
            when pair_count is null then 'covers_none'
            when level = 'service' or is_several then 'covers_named'
            when service_count = 1 then 'covers_one'
            else 'covers_many'
        end as covers_text,
        case when is_partial then 'covers_partial' end as covers_partial_text
    from statistics

),

worded as (

    select
        chosen.level,
        chosen.group_code,
        chosen.period_key,
        chosen.indicator_key,
    {% for language in ['fi', 'sv', 'en'] %}
        {{ sentences(language, 'covers', '; ') }} as covers_{{ language }},
        {{ sentences(language, 'interpretation', ' ') }} as interpretation_{{ language }},
        {{ sentences(language, 'discussion', ' ') }} as discussion_{{ language }}{{ ',' if not loop.last }}
    {% endfor %}
    from chosen
    inner join texts
        on
            texts.text_code in (
                chosen.result_text, chosen.interval_text, chosen.scale_text, chosen.missing_text,
                chosen.missing_start_text, chosen.uncoded_text, chosen.caution_text, chosen.discussion_text,
                chosen.discussion_missing_text, chosen.covers_text, chosen.covers_partial_text
            )
    group by chosen.level, chosen.group_code, chosen.period_key, chosen.indicator_key

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
    worded.covers_fi,
    worded.covers_sv,
    worded.covers_en,
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
    worded.interpretation_fi,
    worded.interpretation_sv,
    worded.interpretation_en,
    worded.discussion_fi,
    worded.discussion_sv,
    worded.discussion_en
from statistics
inner join worded using (level, group_code, period_key, indicator_key)
inner join periods on statistics.period_key = periods.period_key
left join services on statistics.level = 'service' and statistics.group_code = services.service_code
