-- An indicator's items, and what is published about its people; of family 0 what is published of everybody.
select
    bases.questionnaire_code,
    bases.question_code,
    coalesce(indicators.family_key, 0) as family_key
from {{ ref('int_question_bases') }} as bases
left join {{ ref('stg_codebook__indicators') }} as indicators on bases.indicator_key = indicators.indicator_key
union
select
    items.questionnaire_code,
    items.question_code,
    indicators.family_key
from {{ ref('stg_codebook__indicator_items') }} as items
inner join {{ ref('stg_codebook__indicators') }} as indicators on items.indicator_key = indicators.indicator_key
