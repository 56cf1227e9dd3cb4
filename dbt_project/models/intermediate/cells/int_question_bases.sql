with

questions as (

    select * from {{ ref('stg_codebook__questions') }}
    where publish_code = 'distribution' and not is_background and question_type in ('single', 'multi', 'scale')

),

items as (

    select * from {{ ref('stg_codebook__indicator_items') }}

)

-- A question is published about exactly the people of its basis indicator (0: the questionnaire has none).
select
    questionnaire_code,
    question_code,
    question_type,
    question_key,
    case
        when basis_indicator_code is null then 0
        else {{ code_key(['questionnaire_code', 'basis_indicator_code']) }}
    end as indicator_key
from questions
union all
-- Other questions than items were answered also by people without a score: a group of their own.
select
    questionnaire_code,
    question_code,
    question_type,
    question_key,
    0 as indicator_key
from questions
where
    basis_indicator_code is not null
    and not exists (
        select 1 from items
        where
            questions.questionnaire_code = items.questionnaire_code
            and questions.question_code = items.question_code
    )
