/*
title: {fi: Palvelut, sv: Tjänster, en: Services}
answers:
  fi: Mitkä palvelut ja yhdistetyt ryhmät julkaisussa ovat?
  sv: Vilka tjänster och sammanslagna grupper finns i publiceringen?
  en: Which services and merged groups are in the release?
*/
select
    dim_service.service_code,
    dim_service.* glob 'service_name_??',
    dim_service.organisation_name,
    dim_service.municipality_code,
    dim_municipality.* glob 'municipality_name_??',
    dim_region.region_code,
    dim_region.* glob 'region_name_??',
    dim_service.is_merged,
    dim_service.service_count,
    dim_service.covers_codes,
    dim_service.* glob 'covers_??'
from dim_service
left join dim_municipality using (municipality_code)
left join dim_region on dim_service.region_code = dim_region.region_code
where dim_service.service_key <> 0
order by dim_service.is_merged, dim_service.service_name_fi, dim_service.service_code
