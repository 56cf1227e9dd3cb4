with

languages as (

    select * from {{ ref('languages') }}

),

labels as (

    select * from {{ ref('labels') }}
    where label_code = 'unknown'

)

select
    {{ code_key(['language_code']) }} as language_key,
    language_code,
    language_name_fi,
    language_name_sv,
    language_name_en
from languages
union all
select
    0 as language_key,
    label_code as language_code,
    label_fi as language_name_fi,
    label_sv as language_name_sv,
    label_en as language_name_en
from labels
