/*
title: {fi: Vastaukset ryhmittäin, sv: Svar efter grupp, en: Answers by group}
answers:
  fi: Miten vastaukset jakautuivat palvelussa, kunnassa ja hyvinvointialueella viimeisimmällä puolivuodella?
  sv: Hur fördelade sig svaren i tjänsten, kommunen och välfärdsområdet under det senaste halvåret?
  en: How were the answers distributed in the service, municipality and county in the latest half-year?
columns:
  is_item:
    caption: {fi: Mittarin väittämä, sv: Indikatorns påstående, en: Item of an indicator}
    description:
      fi: Tosi, jos kyse on väittämästä, josta mittarin pisteet lasketaan.
      sv: Sant för ett påstående som poängen beräknas på.
      en: True for a statement that a score is made of.
  paired_answer_count:
    caption: {fi: Vastauksia vastauspareissa, sv: Svar i svarspar, en: Answers in pairs}
    description:
      fi: Kuten answer_count, niistä, jotka vastasivat sekä alussa että lopussa.
      sv: Som answer_count, för dem som svarade både i början och i slutet.
      en: As answer_count, of people who answered at the start and at the end.
  paired_answered_count:
    caption: {fi: Vastanneita vastauspareissa, sv: Svarande i svarspar, en: Answered in pairs}
    description:
      fi: Kuten answered_count, niistä, jotka vastasivat sekä alussa että lopussa.
      sv: Som answered_count, för dem som svarade både i början och i slutet.
      en: As answered_count, of people who answered at the start and at the end.
*/
with placed as (
    select
        'service' as level,
        dim_service.service_code as group_code,
        answers.*
    from counted_answer_distribution as answers
    inner join dim_service using (service_key)
    union all
    select
        'municipality' as level,
        dim_municipality.municipality_code as group_code,
        answers.*
    from counted_answer_distribution as answers
    inner join dim_municipality using (municipality_key)
    where answers.municipality_key <> 0
    union all
    select
        'county' as level,
        dim_region.region_code as group_code,
        answers.*
    from counted_answer_distribution as answers
    inner join dim_region using (region_key)
    where answers.region_key <> 0
),

latest as (
    select
        level,
        group_code,
        question_key,
        max(period_key) as period_key
    from placed
    group by level, group_code, question_key
)

select
    placed.level,
    placed.group_code,
    placed.period_key,
    dim_question.question_key,
    placed.indicator_key <> 0 as is_item,
    placed.phase_code,
    dim_option.option_key,
    dim_option.is_missing,
    cast(sum(placed.answer_count) as bigint) as answer_count,
    cast(sum(placed.answered_count) as bigint) as answered_count,
    cast(coalesce(sum(placed.answer_count) filter (where placed.pairing_status_code = 'paired'), 0) as bigint)
        as paired_answer_count,
    cast(coalesce(sum(placed.answered_count) filter (where placed.pairing_status_code = 'paired'), 0) as bigint)
        as paired_answered_count
from placed
inner join latest using (level, group_code, question_key, period_key)
inner join dim_question using (question_key)
inner join dim_option using (option_key)
group by all
-- A kind of missing answer that nobody gave is no row.
having not dim_option.is_missing or sum(placed.answer_count) > 0
order by
    placed.level,
    placed.group_code,
    min(dim_question.questionnaire_code),
    min(dim_question.question_order),
    placed.phase_code desc,
    dim_option.is_missing,
    min(dim_option.option_order),
    dim_option.option_key
