/*
title: {fi: Toiminnan kirjaukset, sv: Verksamhetens noteringar, en: Answers of the activity logs}
answers:
  fi: Mitä toiminnasta on kirjattu lukujen lisäksi?
  sv: Vad har noterats om verksamheten utöver siffrorna?
  en: What has been recorded about the activities beside the numbers?
*/
select
    dim_questionnaire.questionnaire_code,
    dim_questionnaire.* glob 'questionnaire_title_??',
    dim_activity_kind.activity_kind_code,
    dim_activity_kind.* glob 'activity_kind_name_??',
    dim_question.question_code,
    dim_question.* glob 'question_text_??',
    dim_option.option_code,
    dim_option.* glob 'option_label_??',
    dim_option.is_missing,
    cast(sum(fct_activity_answer.activity_count) as bigint) as activity_count,
    cast(sum(fct_activity_answer.answered_count) as bigint) as answered_count
from fct_activity_answer
inner join dim_questionnaire using (questionnaire_key)
inner join dim_activity_kind using (activity_kind_key)
inner join dim_question using (question_key)
inner join dim_option using (option_key)
group by all
order by
    dim_questionnaire.questionnaire_code,
    min(dim_question.question_order),
    min(dim_activity_kind.activity_kind_order),
    dim_option.is_missing,
    min(dim_option.option_order)
