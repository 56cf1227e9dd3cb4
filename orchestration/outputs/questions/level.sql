/*
title: {fi: Taso, sv: Nivå, en: Level}
answers:
  fi: Mikä on niiden pisteiden keskiarvo, joilla ei ole vastausparia?
  sv: Vilket är medelpoängen för dem som inte har svarspar?
  en: What is the mean score of those who have no pair of answers?
columns:
  score_mean:
    caption: {fi: Pisteiden keskiarvo, sv: Medelpoäng, en: Mean score}
    description:
      fi: Pisteiden summa jaettuna ihmisten määrällä.
      sv: Summan av poängen dividerad med antalet personer.
      en: Sum of the scores divided by the number of people, in points.
*/
select
    dim_service.service_code,
    dim_service.* glob 'service_name_??',
    fct_indicator_level.period_key,
    dim_period.* glob 'period_name_??',
    dim_indicator.questionnaire_code,
    dim_indicator.indicator_code,
    dim_indicator.* glob 'indicator_name_??',
    fct_indicator_level.pairing_status_code,
    fct_indicator_level.person_count,
    fct_indicator_level.score_sum,
    cast(fct_indicator_level.score_sum as double) / fct_indicator_level.person_count as score_mean
from fct_indicator_level
inner join dim_service using (service_key)
inner join dim_period using (period_key)
inner join dim_indicator using (indicator_key)
order by
    dim_service.service_name_fi,
    dim_service.service_code,
    dim_indicator.questionnaire_code,
    dim_indicator.indicator_order,
    fct_indicator_level.period_key,
    fct_indicator_level.pairing_status_code
