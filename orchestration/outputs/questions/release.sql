/*
title: {fi: Julkaisu, sv: Publicering, en: Release}
answers:
  fi: Mistä julkaisusta luvut ovat?
  sv: Från vilken publicering är siffrorna?
  en: Which release are the numbers from?
*/
select
    release_id,
    published_at,
    is_synthetic,
    held_people_band
from dim_release
