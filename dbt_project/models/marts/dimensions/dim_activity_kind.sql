with

kinds as (

    select * from {{ ref('stg_codebook__activity_kinds') }}

),

labels as (

    select * from {{ ref('labels') }}
    where label_code = 'unknown'

)

select
    activity_kind_key,
    questionnaire_code,
    kind_code as activity_kind_code,
    kind_order as activity_kind_order,
    title_fi as activity_kind_name_fi,
    title_sv as activity_kind_name_sv,
    title_en as activity_kind_name_en
from kinds
union all
select
    0 as activity_kind_key,
    label_code as questionnaire_code,
    label_code as activity_kind_code,
    0 as activity_kind_order,
    label_fi as activity_kind_name_fi,
    label_sv as activity_kind_name_sv,
    label_en as activity_kind_name_en
from labels
