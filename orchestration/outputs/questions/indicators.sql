/*
title: {fi: Mittarit, sv: Indikatorer, en: Indicators}
answers:
  fi: Mitä mittarit mittaavat ja miten niitä luetaan?
  sv: Vad mäter indikatorerna och hur läses de?
  en: What do the indicators measure, and how are they read?
*/
select
    dim_indicator.questionnaire_code,
    dim_questionnaire.* glob 'questionnaire_title_??',
    dim_indicator.indicator_code,
    dim_indicator.* glob 'indicator_name_??',
    dim_indicator.score_low,
    dim_indicator.score_high,
    dim_indicator.item_count,
    dim_indicator.min_answered,
    dim_indicator.higher_is,
    dim_indicator.low_class_below,
    dim_indicator.* glob 'low_class_name_??',
    dim_indicator.low_class_source,
    dim_indicator.reliability_alpha,
    dim_indicator.reliability_source
from dim_indicator
inner join dim_questionnaire using (questionnaire_code)
order by dim_indicator.questionnaire_code, dim_indicator.indicator_order
