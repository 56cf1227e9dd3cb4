with

answers as (

    select * from {{ ref('int_metric_answers') }}

),

ranked as (

    select
        *,
        row_number() over (
            partition by metric_key, wave_code, area_code, is_answered
            order by answered_at desc, submission_key desc
        ) as area_rank
    from answers

),

-- Of an area, the latest submission that answered speaks; of respondents, each.
shares as (

    select
        questionnaire_code,
        metric_key,
        area_set_code,
        wave_code,
        count(*) filter (where is_answered and (unit_code = 'respondent' or area_rank = 1)) as denominator,
        count(*) filter (where is_answered and is_counted and (unit_code = 'respondent' or area_rank = 1)) as numerator,
        count(*) filter (where is_answered) as answered_count,
        count(distinct area_code) filter (where is_answered) as area_count
    from ranked
    group by questionnaire_code, metric_key, area_set_code, wave_code

),

-- One period for the whole wave, whichever question its last respondent left out.
waves as (

    select
        questionnaire_code,
        form_version as wave_code,
        max(period_key) as period_key
    from {{ ref('stg_submissions') }}
    group by questionnaire_code, form_version

)

select
    waves.period_key,
    {{ period_date_key('waves.period_key') }} as date_key,
    shares.wave_code,
    {{ code_key(['shares.questionnaire_code']) }} as questionnaire_key,
    shares.metric_key,
    {{ code_key(['shares.area_set_code']) }} as area_set_key,
    cast(shares.numerator as integer) as numerator,
    cast(shares.denominator as integer) as denominator,
    cast(shares.answered_count as integer) as answered_count,
    cast(shares.area_count as integer) as area_count,
    cast(shares.numerator as double) / nullif(shares.denominator, 0) as metric_value
from shares
inner join waves
    on
        shares.questionnaire_code = waves.questionnaire_code
        and shares.wave_code = waves.wave_code
