with

counting as (

    select * from {{ ref('int_submissions') }}
    where subject_code = 'person'

)

select
    delivered.submission_key,
    delivered.questionnaire_code,
    delivered.indicator_key,
    delivered.period_key,
    members.period_key as member_period_key,
    counting.person_number,
    counting.service_key,
    case
        when delivered.answered_at is null then 'no_time'
        when counting.submission_key is null and delivered.may_be_superseded then 'superseded'
        when members.status_code = 'published'
            then case when members.distribution_number is null then 'published_without_distribution' else 'published' end
        when members.status_code = 'suppressed' then 'suppressed'
        when waiting.submission_key is not null then 'published_as_before'
        when repeated.submission_key is not null then 'repeated'
        when not measurements.is_counted then 'no_score'
    end as fate_code
from {{ ref('int_delivered_forms') }} as delivered
left join counting on delivered.submission_key = counting.submission_key
left join {{ ref('int_member_phases') }} as members
    on
        delivered.submission_key = members.submission_key
        and delivered.indicator_key = members.indicator_key
left join {{ ref('int_waiting_forms') }} as waiting
    on
        delivered.submission_key = waiting.submission_key
        and delivered.indicator_key = waiting.indicator_key
left join {{ ref('int_measurements') }} as measurements
    on
        delivered.submission_key = measurements.submission_key
        and delivered.indicator_key = measurements.indicator_key
left join {{ ref('int_repeated_submissions') }} as repeated on delivered.submission_key = repeated.submission_key
