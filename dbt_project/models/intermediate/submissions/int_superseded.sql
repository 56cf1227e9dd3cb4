with

deliveries as (

    select * from {{ ref('int_deliveries') }}

),

-- A form that was delivered once has nothing to supersede, and its rows need no sorting.
contested as (

    select
        deliveries.delivery_number,
        submissions.row_number,
        max(deliveries.delivery_number) over (
            partition by
                deliveries.sender_code,
                deliveries.questionnaire_code,
                deliveries.form_code,
                submissions.response_id,
                -- Also beside an id: numbers start again in every survey of a form.
                submissions.answered_at,
                case when submissions.response_id is null then submissions.person_key end,
                case when submissions.response_id is null then submissions.answers_fingerprint end,
                case when submissions.response_id is null then submissions.answered_ordinal end
        ) as latest_delivery_number
    from {{ ref('stg_raw__submissions') }} as submissions
    inner join deliveries on submissions.delivery_id = deliveries.delivery_id
    where deliveries.form_delivery_count > 1

)

select {{ submission_key('delivery_number', 'row_number') }} as submission_key
from contested
where delivery_number < latest_delivery_number
union
-- Found by comparing deliveries: corrected under another id, or removed by a person's decision.
select {{ submission_key('deliveries.delivery_number', 'replaced.row_number') }} as submission_key
from {{ ref('stg_raw__superseded') }} as replaced
inner join deliveries on replaced.delivery_id = deliveries.delivery_id
