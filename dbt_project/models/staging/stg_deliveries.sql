with

deliveries as (

    select * from {{ source('raw', 'deliveries') }}

)

select
    delivery_id,
    sender_code,
    questionnaire_code,
    form_code,
    form_version,
    -- Rises with time, so the largest number of a form is its latest delivery.
    cast(row_number() over (order by landed_at asc, delivery_id asc) as bigint) as delivery_number,
    count(*) over (partition by sender_code, questionnaire_code, form_code) as form_delivery_count
from deliveries
