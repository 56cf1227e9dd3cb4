with

answers as (

    select * from {{ ref('int_metric_answers') }}

),

waves as (

    select * from {{ ref('int_waves') }}

),

-- Two questions have the same scale when their type, options and labels are the same.
choices as (

    select
        questionnaire_code,
        question_code,
        {{ joined_texts("option_code || '=' || label_fi", ';', ['option_order']) }} as choices_text
    from {{ ref('stg_codebook__options') }}
    where not is_missing
    group by questionnaire_code, question_code

),

scales as (

    select
        questions.questionnaire_code,
        questions.question_code,
        questions.question_type || ':' || coalesce(choices.choices_text, '') as scale_text
    from {{ ref('stg_codebook__questions') }} as questions
    left join choices
        on
            questions.questionnaire_code = choices.questionnaire_code
            and questions.question_code = choices.question_code

),

metric_waves as (

    select distinct
        answers.questionnaire_code,
        answers.metric_key,
        answers.metric_code,
        answers.wave_code,
        waves.first_answered_at,
        scales.scale_text
    from answers
    inner join waves
        on
            answers.questionnaire_code = waves.questionnaire_code
            and answers.wave_code = waves.wave_code
    inner join scales
        on
            answers.questionnaire_code = scales.questionnaire_code
            and answers.question_code = scales.question_code

),

series as (

    select
        *,
        lag(wave_code) over (partition by metric_key order by first_answered_at asc nulls last, wave_code asc nulls last)
            as previous_wave_code,
        lag(scale_text) over (partition by metric_key order by first_answered_at asc nulls last, wave_code asc nulls last)
            as previous_scale_text
    from metric_waves

),

labels as (

    select * from {{ ref('labels') }}

),

breaks as (

    select * from {{ ref('stg_codebook__metric_breaks') }}

),

metric_series as (

    select
        series.metric_key,
        series.wave_code,
        series.previous_wave_code,
        series.previous_wave_code is not null
        and (series.scale_text <> series.previous_scale_text or breaks.wave_code is not null) as is_series_break,
        case
            when series.previous_wave_code is null then null
            when breaks.wave_code is not null then breaks.note_break_fi
            when series.scale_text <> series.previous_scale_text then {{ label('scale_changed', 'fi') }}
        end as note_break_fi,
        case
            when series.previous_wave_code is null then null
            when breaks.wave_code is not null then breaks.note_break_en
            when series.scale_text <> series.previous_scale_text then {{ label('scale_changed', 'en') }}
        end as note_break_en
    from series
    left join breaks
        on
            series.questionnaire_code = breaks.questionnaire_code
            and series.metric_code = breaks.metric_code
            and series.wave_code = breaks.wave_code

)

select
    answers.metric_key,
    answers.kind_code,
    answers.question_code,
    answers.option_key,
    answers.wave_code,
    answers.submission_key,
    answers.area_code,
    answers.panel_code,
    answers.is_answered,
    answers.is_in_denominator,
    answers.is_counted,
    answers.selected_count,
    answers.number_low,
    answers.number_high,
    metric_series.previous_wave_code,
    metric_series.is_series_break,
    metric_series.note_break_fi,
    metric_series.note_break_en
from answers
inner join metric_series
    on
        answers.metric_key = metric_series.metric_key
        and answers.wave_code = metric_series.wave_code
