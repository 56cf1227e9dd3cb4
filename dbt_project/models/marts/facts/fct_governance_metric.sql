with

answers as (

    select * from {{ ref('int_metric_answers') }}

),

waves as (

    select * from {{ ref('int_waves') }}

),

measured as (

    select
        questionnaire_code,
        metric_key,
        kind_code,
        area_set_code,
        option_key,
        wave_code,
        {{ metric_measures() }}
    from answers
    group by questionnaire_code, metric_key, kind_code, area_set_code, option_key, wave_code

)

select
    waves.period_key,
    {{ period_date_key('waves.period_key') }} as date_key,
    measured.wave_code,
    {{ code_key(['measured.questionnaire_code']) }} as questionnaire_key,
    measured.metric_key,
    {{ code_key(['measured.area_set_code']) }} as area_set_key,
    measured.option_key,
    measured.numerator,
    cast(measured.denominator as integer) as denominator,
    cast(measured.answered_count as integer) as answered_count,
    cast(measured.area_count as integer) as area_count,
    {{ metric_value() }} as metric_value,
    measured.value_low,
    measured.value_high
from measured
inner join waves
    on
        measured.questionnaire_code = waves.questionnaire_code
        and measured.wave_code = waves.wave_code
