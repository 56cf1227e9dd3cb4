/*
title: {fi: Toimitukset, sv: Leveranser, en: Deliveries}
answers:
  fi: Mitkä toimitukset ovat mukana, ja miksi jokin ei ole?
  sv: Vilka leveranser är med, och varför är någon inte det?
  en: Which deliveries are included, and why is one not?
*/
select
    fct_delivery.sender_code,
    case when fct_delivery.questionnaire_key <> 0 then dim_questionnaire.questionnaire_title_fi end
        as questionnaire_title_fi,
    case when fct_delivery.questionnaire_key <> 0 then dim_questionnaire.questionnaire_title_sv end
        as questionnaire_title_sv,
    case when fct_delivery.questionnaire_key <> 0 then dim_questionnaire.questionnaire_title_en end
        as questionnaire_title_en,
    case when fct_delivery.language_key <> 0 then dim_language.language_name_fi end as language_name_fi,
    case when fct_delivery.language_key <> 0 then dim_language.language_name_sv end as language_name_sv,
    case when fct_delivery.language_key <> 0 then dim_language.language_name_en end as language_name_en,
    fct_delivery.status_code,
    fct_delivery.submission_band,
    fct_delivery.reason_fi,
    fct_delivery.reason_en,
    fct_delivery.delivery_code
from fct_delivery
left join dim_questionnaire on fct_delivery.questionnaire_key = dim_questionnaire.questionnaire_key
left join dim_language on fct_delivery.language_key = dim_language.language_key
order by fct_delivery.sender_code, fct_delivery.status_code, fct_delivery.delivery_code
