/*
title: {fi: Avovastausten teemat, sv: Teman i öppna svar, en: Themes of open answers}
answers:
  fi: Mistä ihmiset kirjoittivat avovastauksissa, ja kuinka moni suunnilleen?
  sv: Vad skrev människor om i de öppna svaren, och ungefär hur många?
  en: What did people write about in open answers, and roughly how many?
*/
select
    dim_questionnaire.questionnaire_code,
    dim_questionnaire.* glob 'questionnaire_title_??',
    themes.period_key,
    dim_period.* glob 'period_name_??',
    themes.question_key,
    dim_question.* glob 'question_text_??',
    themes.theme_code,
    themes.* glob 'theme_name_??',
    themes.theme_status_code,
    themes.theme_person_band,
    themes.read_person_band
from fct_open_theme as themes
inner join dim_questionnaire using (questionnaire_key)
inner join dim_period using (period_key)
inner join dim_question using (question_key)
order by
    dim_questionnaire.questionnaire_code,
    themes.period_key,
    dim_question.question_order,
    themes.question_key,
    themes.theme_order,
    themes.theme_code
