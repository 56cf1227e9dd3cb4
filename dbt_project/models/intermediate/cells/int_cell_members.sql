with

members as (

    select * from {{ ref('int_members') }}

),

cells as (

    select * from {{ ref('int_publication_cells') }}

)

select
    cells.questionnaire_code,
    cells.family_key,
    cells.indicator_key,
    cells.period_key,
    cells.pairing_status_code,
    cells.region_code,
    cells.status_code,
    cells.publication_cell_number,
    cells.publication_cell_service_key,
    cells.distribution_number,
    cells.distribution_service_key,
    cells.minimum_person_count,
    cells.minimum_uncoded_count,
    members.person_number,
{% for phase in ['start', 'end', 'single'] %}
    members.{{ phase }}_submission_key,
    members.{{ phase }}_score{{ ',' if not loop.last }}
{% endfor %}
from members
inner join cells
    using (questionnaire_code, indicator_key, period_key, pairing_status_code, service_key)
