with

-- Of people only; refused consent and unread files never became submissions.
delivered as (

    select
        deliveries.delivery_id,
        submissions.row_number,
        {{ submission_key('deliveries.delivery_number', 'submissions.row_number') }} as submission_key,
        deliveries.questionnaire_code,
        submissions.answered_at
    from {{ ref('stg_raw__submissions') }} as submissions
    inner join {{ ref('int_deliveries') }} as deliveries on submissions.delivery_id = deliveries.delivery_id
    where deliveries.subject_code = 'person'

),

counting as (

    select
        submission_key,
        answered_at
    from {{ ref('int_submissions') }}
    where subject_code = 'person'

),

repeated as (

    select submission_key from {{ ref('int_repeated_submissions') }}

),

scorable as (

    select distinct submission_key
    from {{ ref('int_measurements') }}
    where is_counted

),

-- No clock: the data are as old as their latest answer.
calendar as (

    {{ latest_answer() }}

),

forms as (

    {% for phase in ['start', 'end', 'single'] %}
        select
            {{ phase }}_submission_key as submission_key,
            pairing_status_code
        from {{ ref('int_members') }}
        {{ 'union all' if not loop.last }}
    {% endfor %}

),

-- A form may count for several indicators: the first of these statuses that any of them gives it.
members as (

    select
        submission_key,
        min(
            case pairing_status_code
                when 'paired' then 1
                when 'start_only' then 2
                when 'start_uncoded' then 3
                when 'end_only' then 4
                when 'end_uncoded' then 4
                else 5
            end
        ) as pairing_status_order
    from forms
    where submission_key is not null
    group by submission_key

)

select
    delivered.submission_key,
    delivered.delivery_id,
    delivered.row_number,
    delivered.questionnaire_code,
    case
        when delivered.answered_at is null then 'unusable'
        when counting.submission_key is null then 'superseded'
        when members.pairing_status_order = 1 then 'paired'
        when members.pairing_status_order = 2
            then
                case
                    when counting.answered_at + interval {{ var('longest_gap_months') }} month < calendar.latest_at
                        then 'start_only'
                    else 'awaiting_follow_up'
                end
        -- No end will be found for a start without a code.
        when members.pairing_status_order = 3 then 'start_only'
        when members.pairing_status_order = 4 then 'end_only'
        when members.pairing_status_order = 5 then 'single'
        when repeated.submission_key is null and scorable.submission_key is null then 'unusable'
        else 'duplicate'
    end as status_code
from delivered
cross join calendar
left join counting on delivered.submission_key = counting.submission_key
left join members on delivered.submission_key = members.submission_key
left join repeated on delivered.submission_key = repeated.submission_key
left join scorable on delivered.submission_key = scorable.submission_key
