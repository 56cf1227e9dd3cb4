with

activities as (

    select * from {{ ref('int_activities') }}

),

answers as (

    select * from {{ ref('int_activity_answers') }}
    where role_code = 'agreed'

),

-- Half-years in which something is published about a service: by itself where possible, else merged
-- with others.
measured as (

    select
        service_key,
        period_key,
        min_by(publication_cell_service_key, preference) as publication_cell_service_key
    from (
        select
            service_key,
            period_key,
            publication_cell_service_key,
            case when publication_cell_service_key = service_key then '1' else '2' end
            || case pairing_status_code when 'paired' then '1' else '2' end || cast(publication_cell_service_key as varchar) as preference
        from {{ ref('int_named_services') }}
        where indicator_key <> 0
    ) as published
    group by service_key, period_key

),

-- The measurement that was there when it was agreed, and the first after.
around as (

    select
        activities.submission_key,
        max(measured.period_key) filter (where measured.period_key <= activities.period_key) as handled_period_key,
        max_by(measured.publication_cell_service_key, measured.period_key) filter (where measured.period_key <= activities.period_key)
            as handled_service_key,
        min(measured.period_key) filter (where measured.period_key > activities.period_key) as next_period_key,
        min_by(measured.publication_cell_service_key, measured.period_key) filter (where measured.period_key > activities.period_key)
            as next_service_key
    from activities
    inner join measured on activities.service_key = measured.service_key
    where activities.service_key <> 0
    group by activities.submission_key

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
    {{ option_key(
        'answers.questionnaire_code',
        'answers.question_code',
        'coalesce(answers.option_code, answers.missing_kind)',
        'answers.option_code is null',
    ) }} as option_key,
    activities.due_date,
    around.handled_period_key,
    around.handled_service_key,
    around.next_period_key,
    around.next_service_key
from activities
inner join answers on activities.submission_key = answers.submission_key
left join around on activities.submission_key = around.submission_key
where answers.option_code is not null or activities.due_date is not null
