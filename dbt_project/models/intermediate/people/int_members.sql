{% set columns = [
    'questionnaire_code', 'indicator_key', 'person_number', 'service_key', 'period_key', 'pairing_status_code',
    'episode_code', 'start_submission_key', 'start_score', 'end_submission_key', 'end_score',
] %}
{% set form %}coalesce(start_submission_key, end_submission_key, single_submission_key){% endset %}
with

indicators as (

    select * from {{ ref('stg_codebook__indicators') }}

),

unpaired as (

    select
        {% for column in columns %}
            {{ column }},
        {% endfor %}
        member_at,
        null as single_submission_key,
        null as single_score
    from {{ ref('int_pairs') }}
    where pairing_status_code <> 'paired'
    union all
    select
        {% for column in columns %}
            {{ column }},
        {% endfor %}
        member_at,
        single_submission_key,
        single_score
    from {{ ref('int_unpaired') }}

),

-- Outside pairs a person counts once per service, period and indicator: the latest one. Without a
-- code the time points of one row of a sheet are known to be of one person, and nothing more.
ranked as (

    select
        *,
        row_number() over (
            partition by
                questionnaire_code,
                indicator_key,
                person_number,
                case when person_number is null then {{ sheet_row_key(form) }} end,
                service_key,
                period_key,
                pairing_status_code
            order by member_at desc, {{ form }} desc
        ) as rank_number
    from unpaired

),

members as (

    select
        {% for column in columns %}
            {{ column }},
        {% endfor %}
        single_submission_key,
        single_score
    from ranked
    where rank_number = 1
    union all
    select
        {% for column in columns %}
            {{ column }},
        {% endfor %}
        null as single_submission_key,
        null as single_score
    from {{ ref('int_pairs') }}
    where pairing_status_code = 'paired'

)

-- A measurement is the same in every release: a start that gets its end, or whose service is merged.
select
    {{ stable_number([
        'members.questionnaire_code', 'coalesce(indicators.family_key, 0)', 'members.person_number',
        'case when members.person_number is not null then members.service_key end', 'members.episode_code',
    ]) }} as measurement_key,
    members.questionnaire_code,
    coalesce(indicators.family_key, 0) as family_key,
    members.indicator_key,
    members.period_key,
    members.pairing_status_code,
    members.service_key,
    members.person_number,
    members.start_submission_key,
    members.start_score,
    members.end_submission_key,
    members.end_score,
    members.single_submission_key,
    members.single_score
from members
left join indicators on members.indicator_key = indicators.indicator_key
