/*
title: {fi: Muutos taustan mukaan, sv: Förändring efter bakgrund, en: Change by background}
answers:
  fi: Miten pisteet muuttuivat hyvinvointialueella kielen, iän, sukupuolen ja aloitusajan mukaan?
  sv: Hur förändrades poängen i välfärdsområdet efter språk, ålder, kön och starttid?
  en: How did scores change in the county by language, age, gender and time of the start?
columns:
  start_mean:
    caption: {fi: Alun keskiarvo, sv: Medelvärde i början, en: Start mean}
    description:
      fi: Alkupisteiden summa jaettuna vastausparien määrällä.
      sv: Summan av poängen i början dividerad med antalet svarspar.
      en: Sum of the scores at the start divided by the number of pairs, in points.
  end_mean:
    caption: {fi: Lopun keskiarvo, sv: Medelvärde i slutet, en: End mean}
    description:
      fi: Loppupisteiden summa jaettuna vastausparien määrällä.
      sv: Summan av poängen i slutet dividerad med antalet svarspar.
      en: Sum of the scores at the end divided by the number of pairs, in points.
  change_mean:
    caption: {fi: Muutoksen keskiarvo, sv: Förändringens medelvärde, en: Mean change}
    description:
      fi: Muutosten summa jaettuna vastausparien määrällä, pisteinä.
      sv: Summan av förändringarna dividerad med antalet svarspar, i poäng.
      en: Sum of the changes divided by the number of pairs, in points.
*/
select
    dim_region.region_code,
    dim_region.region_name_fi,
    dim_region.region_name_sv,
    dim_region.region_name_en,
    facts.period_key,
    dim_period.period_name_fi,
    dim_period.period_name_sv,
    dim_period.period_name_en,
    dim_indicator.questionnaire_code,
    dim_indicator.indicator_code,
    dim_indicator.indicator_name_fi,
    dim_indicator.indicator_name_sv,
    dim_indicator.indicator_name_en,
    dim_background.background_code,
    dim_background.background_name_fi,
    dim_background.background_name_sv,
    dim_background.background_name_en,
    dim_background.category_name_fi,
    dim_background.category_name_sv,
    dim_background.category_name_en,
    dim_background.covers_fi,
    dim_background.covers_sv,
    dim_background.covers_en,
    facts.pair_count,
    cast(facts.start_sum as double) / facts.pair_count as start_mean,
    cast(facts.end_sum as double) / facts.pair_count as end_mean,
    cast(facts.change_sum as double) / facts.pair_count as change_mean
from fct_indicator_change_by_background as facts
inner join dim_region on facts.region_key = dim_region.region_key
inner join dim_period on facts.period_key = dim_period.period_key
inner join dim_indicator on facts.indicator_key = dim_indicator.indicator_key
inner join dim_background on facts.background_key = dim_background.background_key
order by
    dim_region.region_code,
    dim_indicator.questionnaire_code,
    dim_indicator.indicator_order,
    facts.period_key,
    dim_background.background_code,
    dim_background.category_order,
    dim_background.category_code
