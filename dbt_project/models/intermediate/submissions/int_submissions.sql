with

deliveries as (

    select * from {{ ref('int_deliveries') }}

),

senders as (

    select * from {{ ref('stg_registers__senders') }}

),

delivered as (

    select
        deliveries.sender_code,
        deliveries.questionnaire_code,
        deliveries.subject_code,
        deliveries.form_code,
        deliveries.form_version,
        deliveries.landed_at,
        deliveries.delivery_number,
        deliveries.form_delivery_count,
        submissions.row_number,
        submissions.response_id,
        submissions.answered_at,
        submissions.answered_ordinal,
        submissions.answers_fingerprint,
        submissions.person_key,
        submissions.phase_code,
        submissions.service_code,
        submissions.area_code,
        submissions.language_code,
        submissions.assistance_code,
        submissions.mode_code
    from {{ ref('stg_raw__submissions') }} as submissions
    inner join deliveries on submissions.delivery_id = deliveries.delivery_id

),

-- A form that was delivered once has nothing to supersede, and its rows need no sorting.
contested as (

    select
        delivery_number,
        row_number,
        max(delivery_number) over (
            partition by
                sender_code,
                questionnaire_code,
                form_code,
                response_id,
                -- Also beside an id: numbers start again in every survey of a form.
                answered_at,
                case when response_id is null then person_key end,
                case when response_id is null then answers_fingerprint end,
                case when response_id is null then answered_ordinal end
        ) as latest_delivery_number
    from delivered
    where form_delivery_count > 1

),

superseded as (

    select
        delivery_number,
        row_number
    from contested
    where delivery_number < latest_delivery_number
    union all
    -- Found by comparing deliveries: corrected under another id, or removed by a person's decision.
    select
        deliveries.delivery_number,
        replaced.row_number
    from {{ ref('stg_raw__superseded') }} as replaced
    inner join deliveries on replaced.delivery_id = deliveries.delivery_id

)

select
    {{ submission_key('delivered.delivery_number', 'delivered.row_number') }} as submission_key,
    delivered.questionnaire_code,
    delivered.subject_code,
    delivered.form_version,
    delivered.answered_at,
    -- A day of grace: the answer has the local time, the arrival that of Greenwich.
    delivered.answered_at < delivered.landed_at + interval 1 day as is_before_arrival,
    {{ period_key('delivered.answered_at') }} as period_key,
    {{ person_number('delivered.person_key') }} as person_number,
    delivered.phase_code,
    {{ code_key_or_unknown('coalesce(delivered.service_code, senders.service_code)') }} as service_key,
    delivered.area_code,
    delivered.language_code,
    delivered.assistance_code,
    delivered.mode_code,
    -- A form without a respondent code is the same in every release if a later delivery would replace it.
    case
        when delivered.person_key is null
            then
                {{ stable_number([
                    'delivered.sender_code', 'delivered.questionnaire_code', 'delivered.form_code', 'delivered.response_id',
                    'delivered.answered_at', 'case when delivered.response_id is null then delivered.answers_fingerprint end',
                    'case when delivered.response_id is null then delivered.answered_ordinal end',
                ]) }}
    end as form_number
from delivered
left join senders on delivered.sender_code = senders.sender_code
where
    not exists (
        select 1 from superseded
        where
            delivered.delivery_number = superseded.delivery_number
            and delivered.row_number = superseded.row_number
    )
    and delivered.answered_at is not null
