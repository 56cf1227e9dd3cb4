with

measurements as (

    select * from {{ ref('int_published_measurements') }}
    where status_code = 'published'

),

cells as (

    select * from {{ ref('int_cell_services') }}

)

-- In a cell or in a distribution; a set that is in both is one.
select
    service_key,
    service_code,
    member_key
from cells
where service_key in (select measurements.publication_cell_service_key from measurements)
union
select
    measurements.distribution_service_key as service_key,
    measurements.distribution_service_code as service_code,
    coalesce(cells.member_key, measurements.publication_cell_service_key) as member_key
from measurements
left join cells on measurements.publication_cell_service_key = cells.service_key
where measurements.distribution_service_code is not null
