with

questions as (

    select * from {{ ref('stg_codebook__questions') }}
    where publish_code = 'distribution' and not is_background

),

bands as (

    select * from {{ ref('stg_codebook__bands') }}

)

-- Of numbers only those that are counted in bands. An item is published about exactly the people of its
-- indicator, every other question about everybody (0).
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
where
    question_type in ('single', 'multi', 'scale')
    or exists (
        select 1 from bands
        where questions.questionnaire_code = bands.questionnaire_code and questions.question_code = bands.question_code
    )
