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
    dim_region.* glob 'region_name_??',
    facts.period_key,
    dim_period.* glob 'period_name_??',
    dim_indicator.questionnaire_code,
    dim_indicator.indicator_code,
    dim_indicator.* glob 'indicator_name_??',
    dim_background.background_code,
    dim_background.* glob 'background_name_??',
    dim_background.* glob 'category_name_??',
    dim_background.* glob 'covers_??',
    facts.pair_count,
    cast(facts.start_sum as double) / facts.pair_count as start_mean,
    cast(facts.end_sum as double) / facts.pair_count as end_mean,
    cast(facts.change_sum as double) / facts.pair_count as change_mean
from fct_indicator_change_by_background as facts
inner join dim_region using (region_key)
inner join dim_period using (period_key)
inner join dim_indicator using (indicator_key)
inner join dim_background using (background_key)
order by
    dim_region.region_code,
    dim_indicator.questionnaire_code,
    dim_indicator.indicator_order,
    facts.period_key,
    dim_background.background_code,
    dim_background.category_order,
    dim_background.category_code
