with

metrics as (

    select
        *,
        -- Options are rows of a distribution only; as a key, since the database joins by equal keys.
        case when kind_code = 'distribution' then question_code end as option_question_code
    from {{ ref('int_metric_questions') }}

),

-- What a metric counts: its options and kinds of missing.
counted as (

    select
        questionnaire_code,
        metric_code,
        {{ list_where('option_code', 'not is_missing') }} as option_codes,
        {{ list_where('option_code', 'is_missing') }} as missing_kinds
    from {{ ref('stg_codebook__metric_options') }}
    group by questionnaire_code, metric_code

),

-- A row of its own for every option of a distribution, chosen by anyone or not.
choices as (

    select * from {{ ref('stg_codebook__options') }}
    where not is_missing

),

answers as (

    select * from {{ ref('int_organisation_answers') }}

),

area_set_members as (

    select * from {{ ref('area_set_members') }}

),

assessed as (

    select
        metrics.questionnaire_code,
        metrics.metric_key,
        metrics.metric_code,
        metrics.kind_code,
        metrics.unit_code,
        metrics.area_set_code,
        metrics.question_code,
        coalesce(choices.option_key, 0) as option_key,
        answers.wave_code,
        answers.submission_key,
        answers.area_code,
        case metrics.unit_code when 'service' then cast(answers.service_key as string) else answers.area_code end as panel_code,
        answers.is_answered,
        answers.is_answered or metrics.denominator_code = 'asked' as is_in_denominator,
        case metrics.unit_code
            when 'area' then answers.area_turn = 1
            when 'service' then answers.service_turn = 1
            else true
        end as is_speaking,
        answers.missing_kind is null
        and (counted.option_codes is null or array_contains(counted.option_codes, answers.option_code)) as is_selected,
        case
            when metrics.kind_code = 'distribution' then answers.option_code = choices.option_code
            when answers.missing_kind is not null then array_contains(counted.missing_kinds, answers.missing_kind)
            when coalesce(metrics.at_least, metrics.at_most, metrics.below) is null
                then array_contains(counted.option_codes, answers.option_code)
            else
                answers.number_low is not null
                and coalesce(answers.number_low >= metrics.at_least, true)
                -- A range without an upper end is surely below nothing.
                and coalesce(answers.number_high <= metrics.at_most, metrics.at_most is null)
                and coalesce(answers.number_high < metrics.below, metrics.below is null)
        end as is_counted,
        answers.number_low,
        answers.number_high
    from metrics
    inner join answers
        on
            metrics.questionnaire_code = answers.questionnaire_code
            and metrics.question_code = answers.question_code
    inner join area_set_members
        on
            metrics.area_set_code = area_set_members.area_set_code
            and answers.area_code = area_set_members.region_code
    left join counted
        on
            metrics.questionnaire_code = counted.questionnaire_code
            and metrics.metric_code = counted.metric_code
    left join choices
        on
            metrics.questionnaire_code = choices.questionnaire_code
            and metrics.option_question_code = choices.question_code

)

select
    questionnaire_code,
    metric_key,
    metric_code,
    kind_code,
    unit_code,
    area_set_code,
    question_code,
    option_key,
    wave_code,
    submission_key,
    area_code,
    panel_code,
    is_answered,
    is_speaking and is_in_denominator as is_in_denominator,
    coalesce(bool_or(is_counted), false) as is_counted,
    count(*) filter (where is_selected) as selected_count,
    max(number_low) as number_low,
    max(number_high) as number_high
from assessed
group by all
