with

unscored as (

    select
        submission_key,
        indicator_key
    from {{ ref('int_measurements') }}
    where not is_counted

)

select
    delivered.submission_key,
    delivered.questionnaire_code,
    delivered.indicator_key,
    delivered.period_key,
    members.period_key as member_period_key,
    case
        when delivered.answered_at is null then 'no_time'
        when superseded.submission_key is not null then 'superseded'
        when members.status_code = 'published'
            then case when members.distribution_number is null then 'published_without_distribution' else 'published' end
        when members.status_code = 'suppressed' then 'suppressed'
        when waiting.submission_key is not null then 'published_as_before'
        when repeated.submission_key is not null then 'repeated'
        when unscored.submission_key is not null then 'no_score'
    end as fate_code
from {{ ref('int_delivered_forms') }} as delivered
left join {{ ref('int_superseded') }} as superseded on delivered.submission_key = superseded.submission_key
left join {{ ref('int_member_phases') }} as members
    on
        delivered.submission_key = members.submission_key
        and delivered.indicator_key = members.indicator_key
left join {{ ref('int_waiting_forms') }} as waiting
    on
        delivered.submission_key = waiting.submission_key
        and delivered.indicator_key = waiting.indicator_key
left join unscored
    on
        delivered.submission_key = unscored.submission_key
        and delivered.indicator_key = unscored.indicator_key
left join {{ ref('int_repeated_submissions') }} as repeated on delivered.submission_key = repeated.submission_key
