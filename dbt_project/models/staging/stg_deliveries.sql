with

deliveries as (

    select * from {{ source('raw', 'deliveries') }}

),

-- Questions that are no item speak of the people of the first indicator.
unscored as (

    select unscored.delivery_id
    from {{ source('raw', 'unscored') }} as unscored
    inner join {{ source('codebook', 'indicators') }} as indicators
        on
            unscored.questionnaire_code = indicators.questionnaire_code
            and unscored.indicator_code = indicators.indicator_code
    where indicators.indicator_order = 1

)

select
    delivery_id,
    sender_code,
    questionnaire_code,
    form_code,
    form_version,
    -- Rises with time, so the largest number of a form is its latest delivery.
    cast(row_number() over (order by landed_at asc, delivery_id asc) as bigint) as delivery_number,
    count(*) over (partition by sender_code, questionnaire_code, form_code) as form_delivery_count,
    delivery_id in (select unscored.delivery_id from unscored) as is_unscored
from deliveries
