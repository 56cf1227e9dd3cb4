with

cells as (

    select * from {{ ref('int_publication_cells') }}
    where status_code = 'published'

),

merged as (

    select * from {{ ref('int_cell_services') }}

)

select distinct
    cells.questionnaire_code,
    cells.indicator_key,
    cells.period_key,
    cells.pairing_status_code,
    cells.publication_cell_service_key,
    coalesce(merged.member_key, cells.publication_cell_service_key) as service_key
from cells
left join merged on cells.publication_cell_service_key = merged.service_key
