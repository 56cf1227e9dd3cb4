with

indicators as (

    select * from {{ ref('stg_codebook__indicators') }}

),

labels as (

    select * from {{ ref('labels') }}
    where label_code = 'no_indicator'

)

select
    indicator_key,
    questionnaire_code,
    indicator_code,
    family_key,
    indicator_order,
    title_fi as indicator_name_fi,
    title_sv as indicator_name_sv,
    title_en as indicator_name_en,
    score_low,
    score_high,
    item_count,
    min_answered,
    higher_is,
    reliability_alpha,
    reliability_source,
    reliability_start_sd,
    low_class_below,
    low_class_fi as low_class_name_fi,
    low_class_sv as low_class_name_sv,
    low_class_en as low_class_name_en,
    low_class_source
from indicators
union all
select
    0 as indicator_key,
    'unknown' as questionnaire_code,
    'none' as indicator_code,
    0 as family_key,
    0 as indicator_order,
    label_fi as indicator_name_fi,
    label_sv as indicator_name_sv,
    label_en as indicator_name_en,
    cast(null as decimal(18, 4)) as score_low,
    cast(null as decimal(18, 4)) as score_high,
    0 as item_count,
    0 as min_answered,
    'unknown' as higher_is,
    cast(null as decimal(18, 4)) as reliability_alpha,
    null as reliability_source,
    cast(null as decimal(18, 4)) as reliability_start_sd,
    cast(null as decimal(18, 4)) as low_class_below,
    null as low_class_name_fi,
    null as low_class_name_sv,
    null as low_class_name_en,
    null as low_class_source
from labels
