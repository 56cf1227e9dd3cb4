/*
title: {fi: Muutos, sv: Förändring, en: Change}
answers:
  fi: Miten pisteet muuttuivat niillä, jotka vastasivat sekä alussa että lopussa, ja keiltä loppuvastaus puuttuu?
  sv: Hur förändrades poängen hos dem som svarade både i början och i slutet, och vem saknar slutsvar?
  en: How did scores change among those who answered at the start and at the end, and who has no end answer?
*/
select
    rpt_indicator_change.level,
    rpt_indicator_change.group_code,
    rpt_indicator_change.* glob 'name_??',
    rpt_indicator_change.period_key,
    dim_period.* glob 'period_name_??',
    dim_period.is_closed,
    rpt_indicator_change.questionnaire_code,
    dim_indicator.indicator_code,
    dim_indicator.indicator_order,
    dim_indicator.* glob 'indicator_name_??',
    rpt_indicator_change.pair_count,
    rpt_indicator_change.start_mean,
    rpt_indicator_change.end_mean,
    rpt_indicator_change.change_mean,
    rpt_indicator_change.exact_start_mean,
    rpt_indicator_change.exact_end_mean,
    rpt_indicator_change.exact_change_mean,
    rpt_indicator_change.change_ci_low,
    rpt_indicator_change.change_ci_high,
    rpt_indicator_change.interval_basis_code,
    rpt_indicator_change.conclusion_code,
    rpt_indicator_change.detectable_change,
    rpt_indicator_change.improved_share,
    rpt_indicator_change.declined_share,
    rpt_indicator_change.reliable_change,
    rpt_indicator_change.start_count,
    rpt_indicator_change.start_status_code,
    rpt_indicator_change.end_count,
    rpt_indicator_change.end_status_code,
    rpt_indicator_change.single_count,
    rpt_indicator_change.single_status_code,
    rpt_indicator_change.retention_share,
    rpt_indicator_attrition.lost_to_follow_up_count,
    rpt_indicator_attrition.lost_to_follow_up_status_code,
    rpt_indicator_change.lost_to_follow_up_start_mean,
    rpt_indicator_attrition.baseline_difference,
    rpt_indicator_attrition.expected_change_mean,
    rpt_indicator_change.* glob 'covers_??',
    rpt_indicator_change.* glob 'interpretation_??',
    rpt_indicator_change.* glob 'discussion_??'
from rpt_indicator_change
inner join dim_period using (period_key)
inner join dim_indicator using (indicator_key)
left join rpt_indicator_attrition
    on
        rpt_indicator_change.level = rpt_indicator_attrition.level
        and rpt_indicator_change.group_code = rpt_indicator_attrition.group_code
        and rpt_indicator_change.period_key = rpt_indicator_attrition.period_key
        and rpt_indicator_change.indicator_key = rpt_indicator_attrition.indicator_key
order by
    rpt_indicator_change.level,
    rpt_indicator_change.name_fi,
    rpt_indicator_change.group_code,
    dim_indicator.questionnaire_code,
    dim_indicator.indicator_order,
    rpt_indicator_change.period_key
