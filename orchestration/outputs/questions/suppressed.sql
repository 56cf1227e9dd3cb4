/*
title: {fi: Julkaisematta, sv: Inte publicerat, en: Suppressed}
answers:
  fi: Missä on vastaajia, joiden tuloksia ei julkaista, ja miksi?
  sv: Var finns svarande vars resultat inte publiceras, och varför?
  en: Where are there people whose results are not published, and why?
*/
select
    dim_region.region_code,
    dim_region.region_name_fi,
    dim_region.region_name_sv,
    dim_region.region_name_en,
    fct_indicator_suppressed.period_key,
    dim_period.period_name_fi,
    dim_period.period_name_sv,
    dim_period.period_name_en,
    dim_questionnaire.questionnaire_title_fi,
    dim_questionnaire.questionnaire_title_sv,
    dim_questionnaire.questionnaire_title_en,
    dim_indicator.indicator_name_fi,
    dim_indicator.indicator_name_sv,
    dim_indicator.indicator_name_en,
    fct_indicator_suppressed.pairing_status_code,
    fct_indicator_suppressed.suppressed_from_code,
    fct_indicator_suppressed.suppressed_person_band
from fct_indicator_suppressed
inner join dim_region on fct_indicator_suppressed.region_key = dim_region.region_key
inner join dim_period on fct_indicator_suppressed.period_key = dim_period.period_key
inner join dim_questionnaire on fct_indicator_suppressed.questionnaire_key = dim_questionnaire.questionnaire_key
inner join dim_indicator on fct_indicator_suppressed.indicator_key = dim_indicator.indicator_key
order by
    dim_region.region_code,
    fct_indicator_suppressed.period_key,
    dim_questionnaire.questionnaire_code,
    dim_indicator.indicator_order,
    fct_indicator_suppressed.pairing_status_code,
    fct_indicator_suppressed.suppressed_from_code
