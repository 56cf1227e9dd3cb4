/*
title: {fi: Toiminta, sv: Verksamhet, en: Activities}
answers:
  fi: Mitä on tehty, missä ja milloin, ja montako kohtaamista, tapaamista tai osallistujaa siinä oli?
  sv: Vad har gjorts, var och när, och hur många möten, sammankomster eller deltagare var det?
  en: What has been done, where and when, and with how many encounters, meetings or participants?
*/
select
    dim_questionnaire.questionnaire_code,
    dim_questionnaire.questionnaire_title_fi,
    dim_questionnaire.questionnaire_title_sv,
    dim_questionnaire.questionnaire_title_en,
    dim_date.full_date,
    dim_activity_kind.activity_kind_code,
    dim_activity_kind.activity_kind_name_fi,
    dim_activity_kind.activity_kind_name_sv,
    dim_activity_kind.activity_kind_name_en,
    dim_activity_place.activity_place_code,
    case when dim_activity_place.activity_place_key <> 0 then dim_activity_place.activity_place_name_fi end
        as activity_place_name_fi,
    case when dim_activity_place.activity_place_key <> 0 then dim_activity_place.activity_place_name_sv end
        as activity_place_name_sv,
    case when dim_activity_place.activity_place_key <> 0 then dim_activity_place.activity_place_name_en end
        as activity_place_name_en,
    case when dim_municipality.municipality_key <> 0 then dim_municipality.municipality_name_fi end
        as municipality_name_fi,
    case when dim_municipality.municipality_key <> 0 then dim_municipality.municipality_name_sv end
        as municipality_name_sv,
    case when dim_municipality.municipality_key <> 0 then dim_municipality.municipality_name_en end
        as municipality_name_en,
    case when dim_service.service_key <> 0 then dim_service.service_name_fi end as service_name_fi,
    case when dim_service.service_key <> 0 then dim_service.service_name_sv end as service_name_sv,
    case when dim_service.service_key <> 0 then dim_service.service_name_en end as service_name_en,
    fct_activity.session_number,
    fct_activity.meeting_count,
    fct_activity.encounter_count,
    fct_activity.participant_count,
    fct_activity.participant_status_code
from fct_activity
inner join dim_questionnaire on fct_activity.questionnaire_key = dim_questionnaire.questionnaire_key
inner join dim_activity_kind on fct_activity.activity_kind_key = dim_activity_kind.activity_kind_key
inner join dim_activity_place on fct_activity.activity_place_key = dim_activity_place.activity_place_key
inner join dim_municipality on fct_activity.municipality_key = dim_municipality.municipality_key
inner join dim_service on fct_activity.service_key = dim_service.service_key
left join dim_date on fct_activity.date_key = dim_date.date_key
order by
    dim_questionnaire.questionnaire_code,
    fct_activity.date_key,
    dim_activity_kind.activity_kind_order,
    fct_activity.activity_key
