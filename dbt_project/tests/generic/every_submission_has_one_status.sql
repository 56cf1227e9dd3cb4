{#- Generic, so that it is no part of a run: nothing that is published is made from the statuses. -#}
{% test every_submission_has_one_status(model) %}
-- The statuses add up to the submissions about people, and agree with who is counted: a pair has
-- two submissions of status paired, and everyone else has one.
with

statuses as (

    select
        count(*) as submission_count,
        count(distinct submission_key) as distinct_count,
        count(*) filter (where status_code in ('paired', 'start_only', 'awaiting_follow_up', 'end_only', 'single')) as counted_count,
        count(*) filter (
            where status_code not in (
                'paired', 'start_only', 'awaiting_follow_up', 'end_only', 'single', 'duplicate', 'superseded', 'unusable'
            )
        ) as unknown_count
    from {{ model }}

),

delivered as (

    select count(*) as submission_count
    from {{ ref('stg_raw__submissions') }} as submissions
    inner join {{ ref('stg_raw__deliveries') }} as deliveries on submissions.delivery_id = deliveries.delivery_id
    inner join {{ ref('stg_codebook__questionnaires') }} as questionnaires
        on deliveries.questionnaire_code = questionnaires.questionnaire_code
    where questionnaires.subject_code = 'person'

),

members as (

    select
        count(distinct start_submission_key)
        + count(distinct end_submission_key)
        + count(distinct single_submission_key) as submission_count
    from {{ ref('int_members') }}

)

select
    statuses.submission_count,
    delivered.submission_count as delivered_count
from statuses
cross join delivered
cross join members
where
    statuses.submission_count <> delivered.submission_count
    or statuses.distinct_count <> statuses.submission_count
    or statuses.counted_count <> members.submission_count
    or statuses.unknown_count <> 0
{% endtest %}
