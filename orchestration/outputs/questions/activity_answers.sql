/*
title: {fi: Toiminnan kirjaukset, sv: Verksamhetens noteringar, en: Answers of the activity logs}
answers:
  fi: Mitä toiminnasta on kirjattu lukujen lisäksi?
  sv: Vad har noterats om verksamheten utöver siffrorna?
  en: What has been recorded about the activities beside the numbers?
*/
select
    dim_questionnaire.questionnaire_code,
    dim_questionnaire.questionnaire_title_fi,
    dim_questionnaire.questionnaire_title_sv,
    dim_questionnaire.questionnaire_title_en,
    dim_activity_kind.activity_kind_code,
    dim_activity_kind.activity_kind_name_fi,
    dim_activity_kind.activity_kind_name_sv,
    dim_activity_kind.activity_kind_name_en,
    dim_question.question_code,
    dim_question.question_text_fi,
    dim_question.question_text_sv,
    dim_question.question_text_en,
    dim_option.option_code,
    dim_option.option_label_fi,
    dim_option.option_label_sv,
    dim_option.option_label_en,
    dim_option.is_missing,
    cast(sum(fct_activity_answer.activity_count) as bigint) as activity_count,
    cast(sum(fct_activity_answer.answered_count) as bigint) as answered_count
from fct_activity_answer
inner join dim_questionnaire on fct_activity_answer.questionnaire_key = dim_questionnaire.questionnaire_key
inner join dim_activity_kind on fct_activity_answer.activity_kind_key = dim_activity_kind.activity_kind_key
inner join dim_question on fct_activity_answer.question_key = dim_question.question_key
inner join dim_option on fct_activity_answer.option_key = dim_option.option_key
group by all
order by
    dim_questionnaire.questionnaire_code,
    min(dim_question.question_order),
    min(dim_activity_kind.activity_kind_order),
    dim_option.is_missing,
    min(dim_option.option_order)
