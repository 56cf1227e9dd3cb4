select distinct
    publication_cell_service_key as service_key,
    publication_cell_service_code as service_code,
    {{ each_of('publication_cell_service_keys') }} as member_key
from {{ ref('int_wanted_cells') }}
where publication_cell_service_code is not null
union
select
    service_key,
    service_code,
    member_key
from {{ ref('stg_history__merged_services') }}
