/*
title: {fi: Tekstit, sv: Texter, en: Texts}
answers:
  fi: Mitkä ovat kysymysten, vaihtoehtojen ja puolivuosien nimet?
  sv: Vad heter frågorna, alternativen och halvåren?
  en: What are the names of the questions, options and half-years?
columns:
  kind:
    caption: {fi: Laji, sv: Slag, en: Kind}
    description: {fi: "question (kysymys), option (vaihtoehto) tai period (puolivuosi).", sv: "question (fråga), option (alternativ) eller period (halvår).", en: "question, option or period."}
  key:
    caption: {fi: Avain, sv: Nyckel, en: Key}
    description:
      fi: Kysymyksen, vaihtoehdon tai puolivuoden avain.
      sv: Frågans, alternativets eller halvårets nyckel.
      en: Key of the question, option or half-year.
  text_*:
    caption: {fi: "Teksti {in}", sv: "Text {in}", en: "Text {in}"}
    description: {fi: "Teksti {in}.", sv: "Texten {in}.", en: "The text {in}."}
*/
select
    'question' as kind,
    question_key as key,
    question_text_fi as text_fi,
    question_text_sv as text_sv,
    question_text_en as text_en
from dim_question
union all
select
    'option' as kind,
    option_key as key,
    option_label_fi as text_fi,
    option_label_sv as text_sv,
    option_label_en as text_en
from dim_option
union all
select
    'period' as kind,
    period_key as key,
    period_name_fi as text_fi,
    period_name_sv as text_sv,
    period_name_en as text_en
from dim_period
order by kind, key
