/*
title: {fi: Jakaumat, sv: Fördelningar, en: Distributions}
answers:
  fi: Miten vastaukset jakautuivat palvelussa? Uusimmat puolivuodet, joista kertyy enintään 250 000 riviä.
  sv: Hur fördelade sig svaren i tjänsten? De nyaste halvåren med sammanlagt högst 250 000 rader.
  en: How were the answers distributed in the service? The newest half-years with at most 250,000 rows in all.
columns:
  answer_share:
    caption: {fi: Osuus vastanneista, sv: Andel av de svarande, en: Share of those who answered}
    description:
      fi: Vaihtoehdon valinneet jaettuna kysymykseen vastanneilla; tyhjä, kun vastaus puuttuu.
      sv: De som valde alternativet dividerade med dem som besvarade frågan; tom för svar som saknas.
      en: People who chose the option divided by those who answered the question; empty for a missing answer.
*/
with sized as (
    select
        period_key,
        sum(count(*)) over (order by period_key desc) as so_far
    from fct_answer_distribution
    group by period_key
)

select
    dim_service.service_code,
    dim_service.service_name_fi,
    answers.period_key,
    dim_period.period_name_fi,
    dim_question.questionnaire_code,
    dim_question.question_code,
    dim_question.question_text_fi,
    answers.phase_code,
    dim_option.option_label_fi,
    dim_option.is_missing,
    cast(sum(answers.answer_count) as bigint) as answer_count,
    cast(sum(answers.answered_count) as bigint) as answered_count,
    cast(sum(answers.person_count) as bigint) as person_count,
    cast(sum(answers.answer_count) filter (where not dim_option.is_missing) as double)
    / nullif(sum(answers.answered_count), 0) as answer_share
from counted_answer_distribution as answers
inner join sized using (period_key)
inner join dim_service using (service_key)
inner join dim_period using (period_key)
inner join dim_question using (question_key)
inner join dim_option using (option_key)
where sized.so_far <= 250000 or answers.period_key = (select max(period_key) from sized)
group by all
-- A kind of missing answer that nobody gave is no row.
having not dim_option.is_missing or sum(answers.answer_count) > 0
order by
    dim_service.service_name_fi,
    dim_service.service_code,
    dim_question.questionnaire_code,
    min(dim_question.question_order),
    answers.period_key,
    answers.phase_code desc,
    min(dim_option.option_order),
    dim_option.option_label_fi
