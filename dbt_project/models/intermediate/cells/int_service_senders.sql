with

members as (

    select * from {{ ref('int_cell_members') }}
    where status_code = 'published'

),

deliveries as (

    select * from {{ ref('int_deliveries') }}

),

forms as (

    select
        publication_cell_service_key,
        {{ each_of(list_of(['start_submission_key', 'end_submission_key', 'single_submission_key'])) }} as submission_key
    from members

)

select
    forms.publication_cell_service_key as service_key,
    cast(count(distinct deliveries.sender_code) as integer) as sender_count
from forms
inner join deliveries on {{ delivery_number('forms.submission_key') }} = deliveries.delivery_number
group by forms.publication_cell_service_key
