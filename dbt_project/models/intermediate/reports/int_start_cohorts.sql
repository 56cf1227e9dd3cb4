with

facts as (

    select * from {{ ref('fct_indicator_change_by_background') }}

),

start_periods as (

    select * from {{ ref('dim_background') }}
    where background_code = 'start_period' and not is_merged and category_code <> 'earlier'

)

select
    facts.period_key as end_period_key,
    facts.region_key,
    facts.questionnaire_key,
    facts.indicator_key,
    cast(start_periods.category_code as integer) as period_key,
    facts.pair_count
from facts
inner join start_periods on facts.background_key = start_periods.background_key
