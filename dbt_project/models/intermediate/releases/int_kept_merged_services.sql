select
    service_key,
    service_code,
    member_key
from {{ ref('int_cell_services') }}
where
    service_key in (
        select published.publication_cell_service_key from {{ ref('int_published_measurements') }} as published
        where published.status_code = 'published'
    )
