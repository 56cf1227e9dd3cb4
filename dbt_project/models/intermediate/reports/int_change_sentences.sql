{% set columns = [
    'name_fi', 'name_sv', 'name_en', 'questionnaire_code',
    'indicator_code', 'pair_count', 'start_mean', 'end_mean', 'change_mean', 'start_sd', 'end_sd', 'change_sd',
    'change_ci_low', 'change_ci_high', 'interval_basis_code', 'change_median', 'effect_dz', 'effect_dav',
    'standard_error', 'reliable_change', 'reliable_change_unequal', 'counted_pair_count', 'pair_status_code',
    'single_count', 'single_status_code', 'retention_share', 'lost_to_follow_up_start_mean', 'conclusion_code',
    'improved_count', 'declined_count', 'improved_unequal_count', 'declined_unequal_count', 'start_only_count',
    'end_only_count', 'start_only_status_code', 'end_only_status_code',
] %}
with

statistics as (

    select * from {{ ref('int_change_statistics') }}

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

)

select
    chosen.level,
    chosen.group_code,
    chosen.period_key,
    chosen.indicator_key,
    {% for column in columns %}
        max(chosen.{{ column }}) as {{ column }},
    {% endfor %}
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
