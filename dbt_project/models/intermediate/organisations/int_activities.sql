with

submissions as (

    select * from {{ ref('int_submissions') }}

),

services as (

    select * from {{ ref('int_services') }}

),

municipalities as (

    select * from {{ ref('int_municipalities') }}

),

delivered as (

    select * from {{ ref('int_log_submissions') }}

),

roles as (

    select
        submission_key,
        max(option_code) filter (where role_code = 'kind') as kind_code,
        max(option_code) filter (where role_code = 'place') as place_code,
        max(number_low) filter (where role_code = 'session' and is_exact) as session_number,
        max(number_low) filter (where role_code = 'due' and is_exact) as due_day
    from {{ ref('int_activity_answers') }}
    group by submission_key

)

select
    submissions.submission_key,
    -- Two rows of one file may carry the same number: their order makes the keys different.
    {{ code_key([
        'delivered.activity_code',
        'row_number() over (partition by delivered.activity_code order by submissions.submission_key)',
    ]) }} as activity_key,
    submissions.questionnaire_code,
    submissions.period_key,
    cast({{ date_key('submissions.answered_at') }} as integer) as date_key,
    {{ area_key("coalesce(stated.region_code, submissions.area_code, nullif(services.region_code, 'unknown'))") }} as region_key,
    {{ area_key("coalesce(delivered.municipality_code, nullif(services.municipality_code, 'unknown'))") }} as municipality_key,
    coalesce(services.service_key, 0) as service_key,
    case when delivered.kind_question_code is null then submissions.questionnaire_code else roles.kind_code end as kind_code,
    roles.place_code,
    cast(roles.session_number as integer) as session_number,
    {{ date_of_key('cast(roles.due_day as integer)') }} as due_date
from submissions
inner join delivered on submissions.submission_key = delivered.submission_key
left join roles on submissions.submission_key = roles.submission_key
left join services on submissions.service_key = services.service_key
left join municipalities as stated on delivered.municipality_code = stated.municipality_code
