with

activities as (

    select * from {{ ref('int_activities') }}

),

actions as (

    select * from {{ ref('int_agreed_actions') }}

),

choices as (

    select * from {{ ref('stg_codebook__options') }}
    where not is_missing

),

labels as (

    select * from {{ ref('labels') }}

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
            || case pairing_status_code when 'paired' then '1' else '2' end || cast(publication_cell_service_key as string) as preference
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
        'actions.questionnaire_code',
        'actions.question_code',
        'coalesce(actions.option_code, actions.missing_kind)',
        'actions.option_code is null',
    ) }} as option_key,
    activities.due_date,
    actions.state_code,
    states.label_fi as state_name_fi,
    states.label_sv as state_name_sv,
    states.label_en as state_name_en,
    coalesce(actions.outcome_code, 'unknown') as outcome_code,
    case when actions.outcome_code is null then {{ label('unknown', 'fi') }} else outcomes.label_fi end as outcome_name_fi,
    case when actions.outcome_code is null then {{ label('unknown', 'sv') }} else outcomes.label_sv end as outcome_name_sv,
    case when actions.outcome_code is null then {{ label('unknown', 'en') }} else outcomes.label_en end as outcome_name_en,
    around.handled_period_key,
    around.handled_service_key,
    around.next_period_key,
    around.next_service_key
from activities
inner join actions on activities.submission_key = actions.submission_key
-- A state without a name breaks the contract, and drops no action.
left join labels as states on states.label_code = 'agreed_' || actions.state_code
left join choices as outcomes
    on
        actions.questionnaire_code = outcomes.questionnaire_code
        and actions.outcome_question_code = outcomes.question_code
        and actions.outcome_code = outcomes.option_code
left join around on activities.submission_key = around.submission_key
where actions.option_code is not null or activities.due_date is not null
