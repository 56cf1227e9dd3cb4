/*
title: {fi: Toiminta, sv: Verksamhet, en: Activities}
answers:
  fi: Mitä on tehty, missä ja milloin, ja montako kohtaamista, tapaamista tai osallistujaa siinä oli?
  sv: Vad har gjorts, var och när, och hur många möten, sammankomster eller deltagare var det?
  en: What has been done, where and when, and with how many encounters, meetings or participants?
*/
select
    dim_questionnaire.questionnaire_code,
    dim_questionnaire.* glob 'questionnaire_title_??',
    dim_date.full_date,
    dim_activity_kind.activity_kind_code,
    dim_activity_kind.* glob 'activity_kind_name_??',
    named_activity_place.activity_place_code,
    named_activity_place.* glob 'activity_place_name_??',
    named_municipality.* glob 'municipality_name_??',
    named_service.* glob 'service_name_??',
    fct_activity.session_number,
    fct_activity.meeting_count,
    fct_activity.encounter_count,
    fct_activity.participant_count,
    fct_activity.participant_status_code
from fct_activity
inner join dim_questionnaire using (questionnaire_key)
inner join dim_activity_kind using (activity_kind_key)
inner join named_activity_place using (activity_place_key)
inner join named_municipality using (municipality_key)
inner join named_service using (service_key)
left join dim_date using (date_key)
order by
    dim_questionnaire.questionnaire_code,
    fct_activity.date_key,
    dim_activity_kind.activity_kind_order,
    fct_activity.activity_key
