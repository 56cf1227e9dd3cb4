/*
title: {fi: Toiminta yhteensä, sv: Verksamheten totalt, en: Activities in total}
answers:
  fi: Paljonko kutakin toimintaa on ollut eri paikoissa?
  sv: Hur mycket av varje verksamhet har det varit på olika platser?
  en: How much of each activity has there been in the places?
columns:
  row_count:
    caption: {fi: Kirjauksia, sv: Noteringar, en: Entries}
    description: {fi: Kirjausten määrä., sv: Antal noteringar., en: Number of entries.}
  unstated_count:
    caption: {fi: Kirjauksia ilman osallistujamäärää, sv: Noteringar utan deltagarantal, en: Entries without a number of participants}
    description:
      fi: Kirjaukset, joiden osallistujamäärää ei ole kirjattu, se ei ole tarkka tai se on alle viisi.
      sv: Noteringar vars deltagarantal inte har noterats, inte är exakt eller är under fem.
      en: Entries whose number of participants is not stated, not exact, or under five.
  first_date:
    caption: {fi: Ensimmäinen päivä, sv: Första dagen, en: First day}
    description: {fi: Ensimmäisen kirjauksen päivä., sv: Dagen för den första noteringen., en: The day of the first entry.}
  last_date:
    caption: {fi: Viimeinen päivä, sv: Sista dagen, en: Last day}
    description: {fi: Viimeisen kirjauksen päivä., sv: Dagen för den sista noteringen., en: The day of the last entry.}
*/
select
    dim_questionnaire.questionnaire_code,
    dim_questionnaire.* glob 'questionnaire_title_??',
    dim_activity_kind.* glob 'activity_kind_name_??',
    named_activity_place.* glob 'activity_place_name_??',
    count(*) as row_count,
    cast(sum(fct_activity.meeting_count) as bigint) as meeting_count,
    cast(sum(fct_activity.encounter_count) as bigint) as encounter_count,
    cast(sum(fct_activity.participant_count) as bigint) as participant_count,
    count(*) filter (where fct_activity.participant_status_code <> 'number') as unstated_count,
    min(dim_date.full_date) as first_date,
    max(dim_date.full_date) as last_date
from fct_activity
inner join dim_questionnaire using (questionnaire_key)
inner join dim_activity_kind using (activity_kind_key)
inner join named_activity_place using (activity_place_key)
left join dim_date using (date_key)
group by all
order by
    dim_questionnaire.questionnaire_code,
    min(dim_activity_kind.activity_kind_order),
    min(named_activity_place.activity_place_order)
