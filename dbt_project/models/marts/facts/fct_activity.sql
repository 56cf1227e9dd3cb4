with

activities as (

    select * from {{ ref('int_activities') }}

),

counts as (

    select * from {{ ref('stg_codebook__activity_counts') }}

),

-- Where two numbers of a row count the same, the one that the log declares first is used.
stated as (

    select
        activities.submission_key,
        counts.counts_code,
        answers.number_low,
        answers.number_high,
        answers.is_exact,
        row_number() over (
            partition by activities.submission_key, counts.counts_code
            order by counts.question_order asc nulls last, answers.question_code asc
        ) as choice_number
    from activities
    inner join {{ ref('int_activity_answers') }} as answers on activities.submission_key = answers.submission_key
    inner join counts
        on
            activities.questionnaire_code = counts.questionnaire_code
            and activities.kind_code = counts.kind_code
            and answers.question_code = counts.question_code
    where answers.missing_kind is null

),

numbers as (

    select
        submission_key,
        bool_or(counts_code = 'people') as is_stated,
        max(number_low) filter (where counts_code = 'people' and is_exact) as people_count,
        max(number_high) filter (where counts_code = 'people') as most_people_count,
        max(number_low) filter (where counts_code = 'encounters' and is_exact) as encounter_count,
        max(number_low) filter (where counts_code = 'meetings' and is_exact) as meeting_count
    from stated
    where choice_number = 1
    group by submission_key

),

decided as (

    select
        *,
        case
            when not is_stated then 'not_stated'
            when most_people_count > 0 and most_people_count < {{ smallest_head_count() }} then 'few'
            when people_count is null then 'not_exact'
            else 'number'
        end as participant_status_code
    from numbers

)

select
    activities.activity_key,
    activities.period_key,
    activities.date_key,
    activities.region_key,
    activities.municipality_key,
    activities.service_key,
    {{ code_key(['activities.questionnaire_code']) }} as questionnaire_key,
    {{ code_key_or_unknown("activities.questionnaire_code || '/' || activities.kind_code") }} as activity_kind_key,
    {{ code_key_or_unknown("activities.questionnaire_code || '/' || activities.place_code") }} as activity_place_key,
    activities.session_number,
    cast(case when decided.participant_status_code = 'number' then decided.people_count end as integer) as participant_count,
    coalesce(decided.participant_status_code, 'not_stated') as participant_status_code,
    cast(decided.encounter_count as integer) as encounter_count,
    cast(decided.meeting_count as integer) as meeting_count
from activities
left join decided on activities.submission_key = decided.submission_key
