/*
title: {fi: Avovastausten tiivistelmät, sv: Sammandrag av öppna svar, en: Summaries of open answers}
answers:
  fi: Mitä avovastauksissa sanotaan, ja kuka on lukenut ne ja kirjoittanut tiivistelmän?
  sv: Vad sägs i de öppna svaren, och vem har läst dem och skrivit sammandraget?
  en: What do the open answers say, and who read them and wrote the summary?
*/
select
    dim_questionnaire.questionnaire_code,
    dim_questionnaire.* glob 'questionnaire_title_??',
    summaries.period_key,
    dim_period.* glob 'period_name_??',
    summaries.question_key,
    dim_question.* glob 'question_text_??',
    summaries.summary_language_code,
    summaries.summary_text,
    summaries.author_name,
    summaries.written_date
from fct_open_summary as summaries
inner join dim_questionnaire using (questionnaire_key)
inner join dim_period using (period_key)
inner join dim_question using (question_key)
order by
    dim_questionnaire.questionnaire_code,
    summaries.period_key,
    dim_question.question_order,
    summaries.question_key,
    summaries.summary_language_code
