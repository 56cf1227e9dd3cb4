/*
title: {fi: Toimitukset, sv: Leveranser, en: Deliveries}
answers:
  fi: Mitkä toimitukset ovat mukana, ja miksi jokin ei ole?
  sv: Vilka leveranser är med, och varför är någon inte det?
  en: Which deliveries are included, and why is one not?
*/
select
    fct_delivery.sender_code,
    named_questionnaire.* glob 'questionnaire_title_??',
    fct_delivery.status_code,
    fct_delivery.submission_band,
    fct_delivery.* glob 'reason_??',
    fct_delivery.delivery_code
from fct_delivery
left join named_questionnaire using (questionnaire_key)
order by fct_delivery.sender_code, fct_delivery.status_code, fct_delivery.delivery_code
