/*
title: {fi: Vertailuluvut, sv: Jämförelsetal, en: References}
answers:
  fi: Mihin julkaistuihin lukuihin tulosta voi verrata?
  sv: Vilka publicerade tal kan resultatet jämföras med?
  en: Which published figures can the result be compared with?
*/
select
    dim_indicator.questionnaire_code,
    dim_indicator.indicator_code,
    fct_indicator_reference.* glob 'population_??',
    fct_indicator_reference.reference_year,
    fct_indicator_reference.reference_mean,
    fct_indicator_reference.reference_count,
    fct_indicator_reference.source_text,
    fct_indicator_reference.* glob 'note_??'
from fct_indicator_reference
inner join dim_indicator using (indicator_key)
order by
    dim_indicator.questionnaire_code,
    dim_indicator.indicator_order,
    fct_indicator_reference.is_drift_reference desc,
    fct_indicator_reference.reference_year,
    fct_indicator_reference.reference_code
