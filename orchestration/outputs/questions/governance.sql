/*
title: {fi: Hallinto, sv: Förvaltning, en: Governance}
answers:
  fi: Miten osallisuustyötä johdetaan ja resursoidaan, ja kuinka moni alue vastasi?
  sv: Hur leds och resurssätts delaktighetsarbetet, och hur många områden svarade?
  en: How is inclusion work led and staffed, and how many areas answered?
*/
select
    dim_questionnaire.questionnaire_code,
    rpt_governance_metric.* glob 'questionnaire_title_??',
    rpt_governance_metric.wave_code,
    dim_period.* glob 'period_name_??',
    dim_metric.metric_code,
    rpt_governance_metric.* glob 'metric_name_??',
    dim_question.question_code,
    dim_question.* glob 'question_text_??',
    dim_question.publish_code,
    dim_question.* glob 'note_method_??',
    rpt_governance_metric.kind_code,
    rpt_governance_metric.unit_code,
    named_option.option_code,
    named_option.* glob 'option_label_??',
    rpt_governance_metric.numerator,
    rpt_governance_metric.denominator,
    rpt_governance_metric.metric_value,
    rpt_governance_metric.value_low,
    rpt_governance_metric.value_high,
    rpt_governance_metric.* glob 'value_text_??',
    rpt_governance_metric.answered_count,
    rpt_governance_metric.area_count,
    rpt_governance_metric.area_set_count,
    rpt_governance_metric.* glob 'area_set_name_??',
    rpt_governance_metric.rank_number,
    rpt_governance_metric.previous_wave_code,
    rpt_governance_metric.* glob 'note_change_??',
    rpt_governance_metric.is_series_break,
    rpt_governance_metric.* glob 'note_break_??',
    rpt_governance_metric.* glob 'principle_name_??',
    rpt_governance_metric.is_comparable,
    rpt_governance_metric.* glob 'note_comparability_??',
    rpt_governance_metric.* glob 'note_??',
    rpt_governance_metric.source_text
from rpt_governance_metric
inner join dim_questionnaire using (questionnaire_key)
inner join dim_metric using (metric_key)
inner join dim_question using (question_key)
inner join dim_period using (period_key)
inner join named_option using (option_key)
order by
    dim_questionnaire.questionnaire_code,
    rpt_governance_metric.wave_code,
    dim_metric.metric_order,
    named_option.option_order,
    named_option.option_code
