with

deliveries as (

    select * from {{ ref('stg_raw__deliveries') }}

),

questionnaires as (

    select * from {{ ref('stg_codebook__questionnaires') }}

)

select
    deliveries.delivery_id,
    deliveries.sender_code,
    deliveries.questionnaire_code,
    questionnaires.subject_code,
    deliveries.form_code,
    deliveries.form_version,
    deliveries.landed_at,
    -- Rises with time, so the largest number of a form is its latest delivery.
    cast(row_number() over (order by deliveries.landed_at asc, deliveries.delivery_id asc) as bigint) as delivery_number,
    count(*) over (partition by deliveries.sender_code, deliveries.questionnaire_code, deliveries.form_code)
        as form_delivery_count
from deliveries
inner join questionnaires on deliveries.questionnaire_code = questionnaires.questionnaire_code
