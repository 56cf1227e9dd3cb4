/*
title: {fi: Sovitut toimenpiteet, sv: Överenskomna åtgärder, en: Agreed actions}
answers:
  fi: Mitä tulosten käsittelyssä sovittiin, mihin mennessä, ja onko se tehty?
  sv: Vad kom man överens om när resultaten behandlades, till när, och har det gjorts?
  en: What was agreed when the results were discussed, by when, and has it been done?
*/
select
    dim_questionnaire.questionnaire_code,
    dim_questionnaire.* glob 'questionnaire_title_??',
    dim_date.full_date,
    dim_activity_kind.* glob 'activity_kind_name_??',
    dim_region.region_code,
    named_municipality.municipality_code,
    named_municipality.* glob 'municipality_name_??',
    named_service.service_code,
    named_service.* glob 'service_name_??',
    dim_option.* glob 'option_label_??',
    fct_agreed_action.due_date,
    fct_agreed_action.state_code,
    fct_agreed_action.* glob 'state_name_??',
    fct_agreed_action.outcome_code,
    fct_agreed_action.* glob 'outcome_name_??'
from fct_agreed_action
inner join dim_questionnaire using (questionnaire_key)
inner join dim_activity_kind using (activity_kind_key)
inner join dim_region using (region_key)
inner join named_municipality using (municipality_key)
inner join named_service using (service_key)
inner join dim_option using (option_key)
left join dim_date using (date_key)
order by
    fct_agreed_action.date_key desc,
    fct_agreed_action.activity_key,
    dim_option.option_order
