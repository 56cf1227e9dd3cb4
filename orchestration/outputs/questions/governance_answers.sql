/*
title: {fi: Alueiden vastaukset, sv: Områdenas svar, en: Answers of the areas}
answers:
  fi: Mitä kukin alue vastasi niihin kysymyksiin, joiden vastaukset saa julkaista alueittain?
  sv: Vad svarade varje område på de frågor vars svar får publiceras per område?
  en: What did each area answer to the questions whose answers may be published by area?
*/
select
    dim_questionnaire.questionnaire_code,
    fct_governance_answer.wave_code,
    dim_question.question_code,
    dim_question.question_text_fi,
    dim_question.question_text_sv,
    dim_question.question_text_en,
    dim_region.region_code,
    dim_region.region_name_fi,
    dim_region.region_name_sv,
    dim_region.region_name_en,
    dim_option.option_code,
    case when dim_option.option_key <> 0 then dim_option.option_order end as option_order,
    case when dim_option.option_key <> 0 then dim_option.option_label_fi end as option_label_fi,
    case when dim_option.option_key <> 0 then dim_option.option_label_sv end as option_label_sv,
    case when dim_option.option_key <> 0 then dim_option.option_label_en end as option_label_en,
    dim_option.is_missing,
    fct_governance_answer.number_low,
    fct_governance_answer.number_high
from fct_governance_answer
inner join dim_questionnaire on fct_governance_answer.questionnaire_key = dim_questionnaire.questionnaire_key
inner join dim_question on fct_governance_answer.question_key = dim_question.question_key
inner join dim_region on fct_governance_answer.region_key = dim_region.region_key
inner join dim_option on fct_governance_answer.option_key = dim_option.option_key
order by
    dim_questionnaire.questionnaire_code,
    fct_governance_answer.wave_code,
    dim_question.question_order,
    dim_region.region_code,
    dim_option.option_order
