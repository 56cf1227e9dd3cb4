/*
title: {fi: Palvelut ilman lukuja, sv: Tjänster utan tal, en: Services without numbers}
answers:
  fi: Mistä palvelusta ei ole omia lukuja, ja miksi? Palvelu on mukana, vastasiko sen asiakkaista kukaan tai ei.
  sv: Vilken tjänst har inga egna tal, och varför? En tjänst är med oavsett om någon av dess klienter svarade.
  en: Which service has no numbers of its own, and why? A service is listed whether or not anybody of it answered.
columns:
  group_code:
    caption: {fi: Yhdistetyn ryhmän tunnus, sv: Den sammanslagna gruppens kod, en: Code of the merged group}
    description:
      fi: Yhdistetty ryhmä, jossa palvelun luvut ovat; tyhjä, jos sellaista ei ole.
      sv: Den sammanslagna grupp som har tjänstens tal; tom om det inte finns någon.
      en: Code of the merged group that has the service's numbers; empty where there is none.
  group_name_*:
    caption: {fi: "Yhdistetty ryhmä {in}", sv: "Sammanslagen grupp {in}", en: "Merged group {in}"}
    description: {fi: "Ryhmän nimi {in}.", sv: "Gruppens namn {in}.", en: "Name of that group {in}."}
*/
select
    dim_service.service_code,
    dim_service.* glob 'service_name_??',
    facts.period_key,
    dim_period.* glob 'period_name_??',
    facts.indicator_key,
    dim_indicator.* glob 'indicator_name_??',
    facts.pairing_status_code,
    facts.reason_code,
    facts.* glob 'reason_text_??',
    merged_groups.service_code as group_code,
    merged_groups.service_name_fi as group_name_fi,
    merged_groups.service_name_sv as group_name_sv,
    merged_groups.service_name_en as group_name_en
from fct_service_suppressed as facts
inner join dim_service using (service_key)
inner join dim_period using (period_key)
inner join dim_indicator using (indicator_key)
left join dim_service as merged_groups on facts.published_service_key = merged_groups.service_key and merged_groups.service_key <> 0
order by
    dim_service.service_name_fi,
    dim_service.service_code,
    dim_indicator.questionnaire_code,
    dim_indicator.indicator_order,
    facts.period_key,
    facts.pairing_status_code,
    merged_groups.service_code
