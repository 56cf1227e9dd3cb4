with

places as (

    select * from {{ ref('stg_codebook__activity_places') }}

),

labels as (

    select * from {{ ref('labels') }}
    where label_code = 'unknown'

)

select
    activity_place_key,
    questionnaire_code,
    place_code as activity_place_code,
    place_order as activity_place_order,
    title_fi as activity_place_name_fi,
    title_sv as activity_place_name_sv,
    title_en as activity_place_name_en
from places
union all
select
    0 as activity_place_key,
    label_code as questionnaire_code,
    label_code as activity_place_code,
    0 as activity_place_order,
    label_fi as activity_place_name_fi,
    label_sv as activity_place_name_sv,
    label_en as activity_place_name_en
from labels
