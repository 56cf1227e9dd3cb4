/*
title: {fi: Vastaukset kielen mukaan, sv: Svar efter språk, en: Answers by language}
answers:
  fi: Miten vastaukset, kuten koettu vaikutus, jakautuivat lomakkeen kielen mukaan?
  sv: Hur fördelade sig svaren, till exempel upplevd effekt, efter blankettens språk?
  en: How were answers, such as the perceived effect, distributed by the language of the form?
columns:
  answer_share:
    caption: {fi: Osuus vastanneista, sv: Andel av de svarande, en: Share of those who answered}
    description:
      fi: Vaihtoehdon valinneet jaettuna kysymykseen vastanneilla; tyhjä, kun vastaus puuttuu.
      sv: De som valde alternativet dividerade med dem som besvarade frågan; tom för svar som saknas.
      en: People who chose the option divided by those who answered the question; empty for a missing answer.
*/
select
    dim_questionnaire.questionnaire_code,
    dim_questionnaire.* glob 'questionnaire_title_??',
    answers.period_key,
    dim_period.* glob 'period_name_??',
    answers.question_key,
    dim_question.* glob 'question_text_??',
    answers.pairing_status_code,
    answers.phase_code,
    dim_language.language_code,
    dim_language.* glob 'language_name_??',
    answers.option_key,
    dim_option.* glob 'option_label_??',
    dim_option.is_missing,
    answers.answer_count,
    answers.answered_count,
    case when not dim_option.is_missing then cast(answers.answer_count as double) / nullif(answers.answered_count, 0) end
        as answer_share,
    answers.person_count
from fct_answer_by_language as answers
inner join dim_questionnaire using (questionnaire_key)
inner join dim_period using (period_key)
inner join dim_question using (question_key)
inner join dim_option using (option_key)
inner join dim_language using (language_key)
-- A kind of missing answer that nobody gave is no row.
where not dim_option.is_missing or answers.answer_count > 0
order by
    dim_questionnaire.questionnaire_code,
    answers.period_key,
    dim_question.question_order,
    dim_question.question_key,
    answers.pairing_status_code,
    answers.phase_code desc,
    -- Merged languages come last.
    contains(dim_language.language_code, '+'),
    answers.person_count desc,
    dim_language.language_code,
    dim_option.is_missing,
    dim_option.option_order,
    answers.option_key
