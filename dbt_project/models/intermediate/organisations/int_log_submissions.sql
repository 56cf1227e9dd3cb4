with

logs as (

    select * from {{ ref('stg_codebook__activities') }}

),

deliveries as (

    select * from {{ ref('int_deliveries') }}

),

submissions as (

    select * from {{ ref('stg_raw__submissions') }}

)

-- activity_code is the same whichever delivery brings the activity.
select
    {{ submission_key('deliveries.delivery_number', 'submissions.row_number') }} as submission_key,
    logs.kind_question_code,
    submissions.municipality_code,
    deliveries.sender_code || '/' || deliveries.questionnaire_code || '/' || deliveries.form_code || '/'
    || coalesce('id/' || submissions.response_id, submissions.answered_at || '/' || submissions.answered_ordinal)
        as activity_code
from submissions
inner join deliveries on submissions.delivery_id = deliveries.delivery_id
inner join logs on deliveries.questionnaire_code = logs.questionnaire_code
where deliveries.subject_code = 'organisation'
