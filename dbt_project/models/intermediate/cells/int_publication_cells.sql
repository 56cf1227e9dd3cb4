select
    questionnaire_code,
    family_key,
    indicator_key,
    period_key,
    pairing_status_code,
    service_key,
    max(region_code) as region_code,
    status_code,
    publication_cell_number,
    max(publication_cell_service_key) as publication_cell_service_key,
    max(publication_cell_service_code) as publication_cell_service_code,
    distribution_number,
    max(distribution_service_key) as distribution_service_key,
    max(distribution_service_code) as distribution_service_code,
    cast(count(*) as integer) as member_count
from {{ ref('int_cell_members') }}
group by
    questionnaire_code, family_key, indicator_key, period_key, pairing_status_code, service_key, status_code,
    publication_cell_number, distribution_number
