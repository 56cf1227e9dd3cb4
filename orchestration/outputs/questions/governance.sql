/*
title: {fi: Hallinto, sv: Förvaltning, en: Governance}
answers:
  fi: Miten osallisuustyötä johdetaan ja resursoidaan, ja kuinka moni alue vastasi?
  sv: Hur leds och resurssätts delaktighetsarbetet, och hur många områden svarade?
  en: How is inclusion work led and staffed, and how many areas answered?
*/
select
    dim_questionnaire.questionnaire_code,
    rpt_governance_metric.questionnaire_title_fi,
    rpt_governance_metric.questionnaire_title_sv,
    rpt_governance_metric.questionnaire_title_en,
    rpt_governance_metric.wave_code,
    dim_period.period_name_fi,
    dim_period.period_name_sv,
    dim_period.period_name_en,
    dim_metric.metric_code,
    rpt_governance_metric.metric_name_fi,
    rpt_governance_metric.metric_name_sv,
    rpt_governance_metric.metric_name_en,
    dim_question.question_code,
    dim_question.question_text_fi,
    dim_question.question_text_sv,
    dim_question.question_text_en,
    dim_question.publish_code,
    dim_question.note_method_fi,
    dim_question.note_method_en,
    rpt_governance_metric.kind_code,
    rpt_governance_metric.unit_code,
    dim_option.option_code,
    case when rpt_governance_metric.option_key <> 0 then rpt_governance_metric.option_label_fi end as option_label_fi,
    case when rpt_governance_metric.option_key <> 0 then rpt_governance_metric.option_label_sv end as option_label_sv,
    case when rpt_governance_metric.option_key <> 0 then rpt_governance_metric.option_label_en end as option_label_en,
    rpt_governance_metric.numerator,
    rpt_governance_metric.denominator,
    rpt_governance_metric.metric_value,
    rpt_governance_metric.value_low,
    rpt_governance_metric.value_high,
    rpt_governance_metric.value_text_fi,
    rpt_governance_metric.value_text_sv,
    rpt_governance_metric.value_text_en,
    rpt_governance_metric.answered_count,
    rpt_governance_metric.area_count,
    rpt_governance_metric.area_set_count,
    rpt_governance_metric.area_set_name_fi,
    rpt_governance_metric.area_set_name_sv,
    rpt_governance_metric.area_set_name_en,
    rpt_governance_metric.rank_number,
    rpt_governance_metric.previous_wave_code,
    rpt_governance_metric.note_change_fi,
    rpt_governance_metric.note_change_sv,
    rpt_governance_metric.note_change_en,
    rpt_governance_metric.is_series_break,
    rpt_governance_metric.note_break_fi,
    rpt_governance_metric.note_break_en,
    rpt_governance_metric.principle_name_fi,
    rpt_governance_metric.principle_name_sv,
    rpt_governance_metric.principle_name_en,
    rpt_governance_metric.is_comparable,
    rpt_governance_metric.note_comparability_fi,
    rpt_governance_metric.note_comparability_en,
    rpt_governance_metric.note_fi,
    rpt_governance_metric.note_en,
    rpt_governance_metric.source_text
from rpt_governance_metric
inner join dim_questionnaire on rpt_governance_metric.questionnaire_key = dim_questionnaire.questionnaire_key
inner join dim_metric on rpt_governance_metric.metric_key = dim_metric.metric_key
inner join dim_question on dim_metric.question_key = dim_question.question_key
inner join dim_period on rpt_governance_metric.period_key = dim_period.period_key
inner join dim_option on rpt_governance_metric.option_key = dim_option.option_key
order by
    dim_questionnaire.questionnaire_code,
    rpt_governance_metric.wave_code,
    dim_metric.metric_order,
    dim_option.option_order,
    dim_option.option_code
