/*
title: {fi: Julkaisematta, sv: Inte publicerat, en: Suppressed}
answers:
  fi: Missä on vastaajia, joiden tuloksia ei julkaista, ja miksi?
  sv: Var finns svarande vars resultat inte publiceras, och varför?
  en: Where are there people whose results are not published, and why?
*/
select
    dim_region.region_code,
    dim_region.* glob 'region_name_??',
    fct_indicator_suppressed.period_key,
    dim_period.* glob 'period_name_??',
    dim_questionnaire.* glob 'questionnaire_title_??',
    dim_indicator.* glob 'indicator_name_??',
    fct_indicator_suppressed.pairing_status_code,
    fct_indicator_suppressed.suppressed_from_code,
    fct_indicator_suppressed.suppressed_person_band
from fct_indicator_suppressed
inner join dim_region using (region_key)
inner join dim_period using (period_key)
inner join dim_questionnaire using (questionnaire_key)
inner join dim_indicator using (indicator_key)
order by
    dim_region.region_code,
    fct_indicator_suppressed.period_key,
    dim_questionnaire.questionnaire_code,
    dim_indicator.indicator_order,
    fct_indicator_suppressed.pairing_status_code,
    fct_indicator_suppressed.suppressed_from_code
