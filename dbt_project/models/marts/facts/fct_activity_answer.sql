with

activities as (

    select * from {{ ref('int_activities') }}

),

answers as (

    select * from {{ ref('int_activity_answers') }}
    where role_code not in ('kind', 'place', 'agreed', 'done', 'not_done', 'outcome') and option_code is not null

),

choices as (

    select choices.*
    from {{ ref('stg_codebook__options') }} as choices
    inner join {{ ref('stg_codebook__questions') }} as questions
        on
            choices.questionnaire_code = questions.questionnaire_code
            and choices.question_code = questions.question_code
    where not choices.is_missing and questions.publish_code = 'distribution'

),

groups as (

    select
        activities.period_key,
        activities.region_key,
        activities.municipality_key,
        activities.service_key,
        activities.questionnaire_code,
        activities.kind_code,
        answers.question_code,
        count(distinct activities.submission_key) as answered_count
    from activities
    inner join answers on activities.submission_key = answers.submission_key
    group by all

),

chosen as (

    select
        activities.period_key,
        activities.region_key,
        activities.municipality_key,
        activities.service_key,
        activities.questionnaire_code,
        activities.kind_code,
        answers.question_code,
        answers.option_code,
        count(distinct activities.submission_key) as activity_count
    from activities
    inner join answers on activities.submission_key = answers.submission_key
    group by all

)

select
    groups.period_key,
    {{ period_date_key('groups.period_key') }} as date_key,
    groups.region_key,
    groups.municipality_key,
    groups.service_key,
    {{ code_key(['groups.questionnaire_code']) }} as questionnaire_key,
    {{ code_key_or_unknown("groups.questionnaire_code || '/' || groups.kind_code") }} as activity_kind_key,
    {{ code_key(['groups.questionnaire_code', 'groups.question_code']) }} as question_key,
    choices.option_key,
    cast(coalesce(chosen.activity_count, 0) as integer) as activity_count,
    cast(groups.answered_count as integer) as answered_count
from groups
inner join choices
    on
        groups.questionnaire_code = choices.questionnaire_code
        and groups.question_code = choices.question_code
left join chosen
    on
        groups.period_key = chosen.period_key
        and groups.region_key = chosen.region_key
        and groups.municipality_key = chosen.municipality_key
        and groups.service_key = chosen.service_key
        and groups.kind_code is not distinct from chosen.kind_code
        and groups.questionnaire_code = chosen.questionnaire_code
        and groups.question_code = chosen.question_code
        and choices.option_code = chosen.option_code
