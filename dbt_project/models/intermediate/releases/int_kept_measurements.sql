select
    measurement_key,
    questionnaire_code,
    family_key,
    person_number,
    service_key,
    period_key,
    pairing_status_code,
    publication_cell_service_key,
    publication_cell_service_code,
    atom_number,
    is_new,
    version_count,
    distribution_service_key,
    distribution_service_code,
    distribution_atom_number,
    distribution_is_new,
    distribution_version_count,
    is_bound
from {{ ref('int_published_measurements') }}
where is_kept
