with

backgrounds as (

    select distinct
        questionnaire_code,
        period_key,
        background_code
    from {{ ref('int_backgrounds') }}

),

choices as (

    select * from {{ ref('stg_codebook__options') }}
    where not is_missing

),

halves as (

    select
        questionnaire_code,
        period_key,
        background_code,
        {{ each_of(numbers_between(half_number(first_start_period('period_key')), half_number('period_key'))) }} as half
    from backgrounds
    where background_code = 'start_period'

)

select
    backgrounds.questionnaire_code,
    backgrounds.period_key,
    backgrounds.background_code,
    choices.option_code as category_code
from backgrounds
inner join choices
    on
        backgrounds.questionnaire_code = choices.questionnaire_code
        and backgrounds.background_code = choices.question_code
union all
select
    questionnaire_code,
    period_key,
    background_code,
    case when background_code = 'start_period' then 'earlier' else 'no_answer' end as category_code
from backgrounds
union all
select
    questionnaire_code,
    period_key,
    background_code,
    cast(cast((half - half % 2) / 2 as integer) * 10 + half % 2 + 1 as string) as category_code
from halves
