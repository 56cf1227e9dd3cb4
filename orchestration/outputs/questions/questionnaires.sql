/*
title: {fi: Kysymykset, sv: Frågor, en: Questions}
answers:
  fi: Mitä kyselyissä kysytään ja mitä vastauksista julkaistaan?
  sv: Vad frågas i enkäterna och vad publiceras av svaren?
  en: What do the questionnaires ask, and what is published of the answers?
columns:
  option_labels_*:
    caption: {fi: "Vaihtoehdot {in}", sv: "Alternativ {in}", en: "Options {in}"}
    description:
      fi: Vaihtoehdot {in} järjestyksessä, puolipisteillä erotettuina.
      sv: Alternativen {in} i ordning, åtskilda med semikolon.
      en: The options {in} in order, separated by semicolons.
*/
select
    dim_questionnaire.questionnaire_code,
    dim_questionnaire.* glob 'questionnaire_title_??',
    dim_questionnaire.subject_code,
    dim_question.question_code,
    dim_question.question_type,
    dim_question.* glob 'question_text_??',
    dim_question.publish_code,
    dim_question.is_official,
    string_agg(dim_option.option_label_fi, '; ' order by dim_option.option_order) as option_labels_fi,
    string_agg(dim_option.option_label_sv, '; ' order by dim_option.option_order) as option_labels_sv,
    string_agg(dim_option.option_label_en, '; ' order by dim_option.option_order) as option_labels_en
from dim_question
inner join dim_questionnaire using (questionnaire_code)
left join dim_option
    on
        dim_question.questionnaire_code = dim_option.questionnaire_code
        and dim_question.question_code = dim_option.question_code
        and not dim_option.is_missing
group by all
order by dim_questionnaire.questionnaire_code, min(dim_question.question_order)
