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
left join {{ ref('int_superseded') }} as superseded
    on {{ submission_key('delivered.delivery_number', 'delivered.row_number') }} = superseded.submission_key
where superseded.submission_key is null and delivered.answered_at is not null
