with

answers as (

    select * from {{ ref('int_metric_series') }}

),

series as (

    select distinct
        metric_key,
        wave_code,
        option_key,
        previous_wave_code,
        is_series_break,
        note_break_fi,
        note_break_en
    from answers

),

-- Areas (or services) that are in the denominator of both waves.
panels as (

    select distinct
        series.metric_key,
        series.wave_code,
        series.previous_wave_code,
        later.panel_code
    from series
    inner join answers as later
        on
            series.metric_key = later.metric_key
            and series.wave_code = later.wave_code
            and later.is_in_denominator
    inner join answers as earlier
        on
            series.metric_key = earlier.metric_key
            and series.previous_wave_code = earlier.wave_code
            and later.panel_code = earlier.panel_code
            and earlier.is_in_denominator

),

-- Each wave measured twice, among the areas shared with the wave before and with the wave after.
measured as (

    select
        panels.metric_key,
        panels.wave_code,
        answers.kind_code,
        answers.option_key,
        answers.wave_code = panels.wave_code as is_later,
        count(distinct panels.panel_code) as panel_count,
        {{ metric_measures() }}
    from panels
    inner join answers
        on
            panels.metric_key = answers.metric_key
            and panels.panel_code = answers.panel_code
            and answers.wave_code in (panels.wave_code, panels.previous_wave_code)
    group by panels.metric_key, panels.wave_code, answers.kind_code, answers.option_key, is_later

),

changes as (

    select
        metric_key,
        wave_code,
        option_key,
        max(panel_count) as panel_count,
        max({{ metric_value() }}) filter (where is_later)
        - max({{ metric_value() }}) filter (where not is_later) as change_value
    from measured
    group by metric_key, wave_code, option_key

)

select
    series.metric_key,
    series.wave_code,
    series.option_key,
    series.previous_wave_code,
    series.is_series_break,
    series.note_break_fi,
    series.note_break_en,
    sources.source_year,
    sources.source_text,
    sources.note_fi,
    sources.note_en,
    changes.panel_count,
    changes.change_value
from series
inner join {{ ref('stg_codebook__metrics') }} as sources on series.metric_key = sources.metric_key
left join changes
    on
        series.metric_key = changes.metric_key
        and series.wave_code = changes.wave_code
        and series.option_key = changes.option_key
