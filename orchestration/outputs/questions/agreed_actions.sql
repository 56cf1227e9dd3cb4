/*
title: {fi: Sovitut toimenpiteet, sv: Överenskomna åtgärder, en: Agreed actions}
answers:
  fi: Mitä tulosten käsittelyssä sovittiin, mihin mennessä, ja onko se tehty?
  sv: Vad kom man överens om när resultaten behandlades, till när, och har det gjorts?
  en: What was agreed when the results were discussed, by when, and has it been done?
*/
select
    dim_questionnaire.questionnaire_code,
    dim_questionnaire.questionnaire_title_fi,
    dim_questionnaire.questionnaire_title_sv,
    dim_questionnaire.questionnaire_title_en,
    dim_date.full_date,
    dim_activity_kind.activity_kind_name_fi,
    dim_activity_kind.activity_kind_name_sv,
    dim_activity_kind.activity_kind_name_en,
    dim_region.region_code,
    dim_municipality.municipality_code,
    case when dim_municipality.municipality_key <> 0 then dim_municipality.municipality_name_fi end
        as municipality_name_fi,
    case when dim_municipality.municipality_key <> 0 then dim_municipality.municipality_name_sv end
        as municipality_name_sv,
    case when dim_municipality.municipality_key <> 0 then dim_municipality.municipality_name_en end
        as municipality_name_en,
    dim_service.service_code,
    case when dim_service.service_key <> 0 then dim_service.service_name_fi end as service_name_fi,
    case when dim_service.service_key <> 0 then dim_service.service_name_sv end as service_name_sv,
    case when dim_service.service_key <> 0 then dim_service.service_name_en end as service_name_en,
    dim_option.option_label_fi,
    dim_option.option_label_sv,
    dim_option.option_label_en,
    fct_agreed_action.due_date,
    fct_agreed_action.state_code,
    fct_agreed_action.state_name_fi,
    fct_agreed_action.state_name_sv,
    fct_agreed_action.state_name_en,
    fct_agreed_action.outcome_code,
    fct_agreed_action.outcome_name_fi,
    fct_agreed_action.outcome_name_sv,
    fct_agreed_action.outcome_name_en
from fct_agreed_action
inner join dim_questionnaire on fct_agreed_action.questionnaire_key = dim_questionnaire.questionnaire_key
inner join dim_activity_kind on fct_agreed_action.activity_kind_key = dim_activity_kind.activity_kind_key
inner join dim_region on fct_agreed_action.region_key = dim_region.region_key
inner join dim_municipality on fct_agreed_action.municipality_key = dim_municipality.municipality_key
inner join dim_service on fct_agreed_action.service_key = dim_service.service_key
inner join dim_option on fct_agreed_action.option_key = dim_option.option_key
left join dim_date on fct_agreed_action.date_key = dim_date.date_key
order by
    fct_agreed_action.date_key desc,
    fct_agreed_action.activity_key,
    dim_option.option_order
