/*
title: {fi: Mittarit, sv: Indikatorer, en: Indicators}
answers:
  fi: Mitä mittarit mittaavat ja miten niitä luetaan?
  sv: Vad mäter indikatorerna och hur läses de?
  en: What do the indicators measure, and how are they read?
*/
select
    dim_indicator.questionnaire_code,
    dim_questionnaire.questionnaire_title_fi,
    dim_questionnaire.questionnaire_title_sv,
    dim_questionnaire.questionnaire_title_en,
    dim_indicator.indicator_code,
    dim_indicator.indicator_name_fi,
    dim_indicator.indicator_name_sv,
    dim_indicator.indicator_name_en,
    dim_indicator.score_low,
    dim_indicator.score_high,
    dim_indicator.item_count,
    dim_indicator.min_answered,
    dim_indicator.higher_is,
    dim_indicator.low_class_below,
    dim_indicator.low_class_name_fi,
    dim_indicator.low_class_name_sv,
    dim_indicator.low_class_name_en,
    dim_indicator.low_class_source,
    dim_indicator.reliability_alpha,
    dim_indicator.reliability_source
from dim_indicator
inner join dim_questionnaire on dim_indicator.questionnaire_code = dim_questionnaire.questionnaire_code
order by dim_indicator.questionnaire_code, dim_indicator.indicator_order
