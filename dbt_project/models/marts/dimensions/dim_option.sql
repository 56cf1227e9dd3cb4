with

choices as (

    select * from {{ ref('stg_codebook__options') }}

),

labels as (

    select * from {{ ref('labels') }}
    where label_code = 'no_option'

)

select
    option_key,
    questionnaire_code,
    question_code,
    option_code,
    option_order,
    label_fi as option_label_fi,
    label_sv as option_label_sv,
    label_en as option_label_en,
    is_missing
from choices
union all
select
    0 as option_key,
    'none' as questionnaire_code,
    'none' as question_code,
    'none' as option_code,
    0 as option_order,
    label_fi as option_label_fi,
    label_sv as option_label_sv,
    label_en as option_label_en,
    false as is_missing
from labels
