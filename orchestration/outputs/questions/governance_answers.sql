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
    dim_question.* glob 'question_text_??',
    dim_region.region_code,
    dim_region.* glob 'region_name_??',
    named_option.option_code,
    case when named_option.option_key <> 0 then named_option.option_order end as option_order,
    named_option.* glob 'option_label_??',
    named_option.is_missing,
    fct_governance_answer.number_low,
    fct_governance_answer.number_high
from fct_governance_answer
inner join dim_questionnaire using (questionnaire_key)
inner join dim_question using (question_key)
inner join dim_region using (region_key)
inner join named_option using (option_key)
order by
    dim_questionnaire.questionnaire_code,
    fct_governance_answer.wave_code,
    dim_question.question_order,
    dim_region.region_code,
    named_option.option_order
